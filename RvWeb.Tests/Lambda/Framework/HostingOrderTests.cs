using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RvWeb.Tests.Lambda.Framework;

public abstract class HostingOrderTests(TestedHost host)
{
    public sealed class OnFrameworkHost() : HostingOrderTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : HostingOrderTests(TestedHost.Function);

    private readonly ConcurrentQueue<string> _seen = [];

    [Fact(Timeout = 10_000)]
    public async Task An_invocation_is_asked_for_when_all_has_started_and_none_is_when_it_stops()
    {
        await using var app = await host.StartAsync(
            builder => builder.Services.AddSingleton<IHostedService>(new Service("early", _seen)).AddSingleton<IHostedService>(new Service("late", _seen)),
            app =>
            {
                var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
                lifetime.ApplicationStarted.Register(() => _seen.Enqueue("started"));
                lifetime.ApplicationStopping.Register(() => _seen.Enqueue("stopping"));
                lifetime.ApplicationStopped.Register(() => _seen.Enqueue("stopped"));
                app.MapGet("/", () => _seen.Enqueue("invoked"));
            });

        await app.SendAsync(FrameworkApp.Get("/"));
        await app.App.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ["early starts", "late starts", "started", "invoked", "stopping", "late stops", "early stops", "stopped"],
            _seen);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_background_service_works_while_invocations_run()
    {
        var work = new Worker();
        await using var app = await host.StartAsync(
            builder => builder.Services.AddSingleton(work).AddHostedService(services => services.GetRequiredService<Worker>()),
            app => app.MapGet("/", async (Worker worker) =>
            {
                worker.Wanted.SetResult();
                return await worker.Done.Task;
            }));

        Assert.Equal("done", (await app.SendAsync(FrameworkApp.Get("/"))).Text());
    }

    [Fact(Timeout = 10_000)]
    public async Task A_service_of_one_request_is_disposed_with_it()
    {
        await using var app = await host.StartAsync(
            builder => builder.Services.AddScoped(_ => new Scoped(_seen)),
            app => app.MapGet("/", (Scoped scoped) => $"{scoped is not null}"));

        await app.SendAsync(FrameworkApp.Get("/"));
        await app.Lambda.NextAskedAsync(2);

        Assert.Equal(["disposed"], _seen);
    }

    private sealed class Service(string name, ConcurrentQueue<string> seen) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            seen.Enqueue(name + " starts");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            seen.Enqueue(name + " stops");
            return Task.CompletedTask;
        }
    }

    private sealed class Worker : BackgroundService
    {
        public TaskCompletionSource Wanted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<string> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Wanted.Task.WaitAsync(stoppingToken);
            Done.SetResult("done");
        }
    }

    private sealed class Scoped(ConcurrentQueue<string> seen) : IDisposable
    {
        public void Dispose() => seen.Enqueue("disposed");
    }
}
