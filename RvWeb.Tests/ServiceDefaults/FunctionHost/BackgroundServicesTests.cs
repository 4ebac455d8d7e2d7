using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RvWeb.Tests.Lambda.Framework;

namespace RvWeb.Tests.ServiceDefaults.FunctionHost;

public abstract class BackgroundServicesTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : BackgroundServicesTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : BackgroundServicesTests(TestedHost.Function);

    private Task<FrameworkApp> StartAsync(Worker worker, BackgroundServiceExceptionBehavior behavior, params IEnumerable<IHostedService> others) => host.StartAsync(
        builder =>
        {
            builder.Services.Configure<HostOptions>(options => options.BackgroundServiceExceptionBehavior = behavior);
            builder.Services.AddSingleton<IHostedService>(worker);
            foreach (var other in others)
                builder.Services.AddSingleton(other);
        },
        app => app.MapGet("/", () => "served"));

    [Fact(Timeout = 10_000)]
    public async Task One_that_fails_stops_the_app()
    {
        var worker = new Worker();
        await using var app = await StartAsync(worker, BackgroundServiceExceptionBehavior.StopHost);

        worker.Work.SetException(new InvalidTimeZoneException("broken"));

        await app.App.WaitForShutdownAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 10_000)]
    public async Task One_that_fails_while_another_starts_ends_the_start()
    {
        var worker = new Worker();
        worker.Work.SetException(new InvalidTimeZoneException("broken"));
        var slow = new TestService("slow", new ConcurrentQueue<string>()) { Start = cancelled => Task.Delay(Timeout.Infinite, cancelled) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StartAsync(worker, BackgroundServiceExceptionBehavior.StopHost, slow));
    }

    [Fact(Timeout = 10_000)]
    public async Task One_that_fails_can_be_ignored()
    {
        var worker = new Worker();
        await using var app = await StartAsync(worker, BackgroundServiceExceptionBehavior.Ignore);

        worker.Work.SetException(new InvalidTimeZoneException("broken"));

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => worker.ExecuteTask!);
        Assert.Equal("served", (await app.SendAsync(FrameworkApp.Get("/"))).Text());
        Assert.False(app.App.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
    }

    [Fact(Timeout = 10_000)]
    public async Task One_that_is_done_leaves_the_app_running()
    {
        var worker = new Worker();
        await using var app = await StartAsync(worker, BackgroundServiceExceptionBehavior.StopHost);

        worker.Work.SetResult();

        await worker.ExecuteTask!;
        Assert.Equal("served", (await app.SendAsync(FrameworkApp.Get("/"))).Text());
    }

    [Fact(Timeout = 10_000)]
    public async Task One_that_runs_is_cancelled_when_the_app_stops()
    {
        var worker = new Worker();
        await using var app = await StartAsync(worker, BackgroundServiceExceptionBehavior.StopHost);

        await app.App.StopAsync(TestContext.Current.CancellationToken);

        Assert.True(worker.ExecuteTask!.IsCanceled);
    }

    private sealed class Worker : BackgroundService
    {
        public TaskCompletionSource Work { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Work.Task.WaitAsync(stoppingToken);
    }
}
