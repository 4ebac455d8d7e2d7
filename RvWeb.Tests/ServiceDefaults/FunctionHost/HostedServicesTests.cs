using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RvWeb.Tests.Lambda;
using RvWeb.Tests.Lambda.Framework;

namespace RvWeb.Tests.ServiceDefaults.FunctionHost;

public abstract class HostedServicesTests(TestedHost host) : IAsyncLifetime
{
    public sealed class OnFrameworkHost() : HostedServicesTests(TestedHost.Framework);

    public sealed class OnFunctionHost() : HostedServicesTests(TestedHost.Function);

    private readonly ConcurrentQueue<string> _seen = [];
    private FakeRuntimeApi _lambda = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _lambda = await FakeRuntimeApi.StartAsync(Cancelled);

    public async ValueTask DisposeAsync()
    {
        await _lambda.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private ServiceApplication Build(Action<HostOptions> configure, params IEnumerable<IHostedService> services)
    {
        var app = host.Build(_lambda, builder =>
        {
            builder.Services.Configure(configure);
            foreach (var service in services)
                builder.Services.AddSingleton(service);
        });
        var lifetime = Lifetime(app);
        lifetime.ApplicationStarted.Register(() => _seen.Enqueue("app started"));
        lifetime.ApplicationStopping.Register(() => _seen.Enqueue("app stopping"));
        lifetime.ApplicationStopped.Register(() => _seen.Enqueue("app stopped"));
        return app;
    }

    private ServiceApplication Build(params IEnumerable<IHostedService> services) => Build(_ => { }, services);

    private static IHostApplicationLifetime Lifetime(ServiceApplication app) => app.Services.GetRequiredService<IHostApplicationLifetime>();

    private static Task FailAsync(string message) => Task.FromException(new InvalidTimeZoneException(message));

    [Fact(Timeout = 10_000)]
    public async Task All_take_each_step_before_any_takes_the_next_and_stop_in_the_opposite_order()
    {
        await using var app = Build(new TestService("a", _seen), new TestService("b", _seen));

        await app.StartAsync(Cancelled);
        await app.StopAsync(Cancelled);

        Assert.Equal(
            [
                "a starting", "b starting", "a start", "b start", "a started", "b started", "app started",
                "b stopping", "a stopping", "app stopping", "b stop", "a stop", "b stopped", "a stopped", "app stopped",
            ],
            _seen);
    }

    [Fact(Timeout = 10_000)]
    public async Task What_a_service_throws_at_its_start_reaches_the_caller_and_nothing_more_is_started()
    {
        await using var app = Build(new TestService("a", _seen) { Start = _ => FailAsync("broken") }, new TestService("b", _seen));

        var thrown = await Assert.ThrowsAsync<InvalidTimeZoneException>(() => app.StartAsync(Cancelled));

        Assert.Equal("broken", thrown.Message);
        Assert.Equal(["a starting", "b starting", "a start"], _seen);
        Assert.Empty(_lambda.Calls);
    }

    [Fact(Timeout = 10_000)]
    public async Task Options_that_are_not_valid_fail_the_start_before_any_service()
    {
        await using var app = host.Build(_lambda, builder =>
        {
            builder.Services.AddOptions<Shop>().Validate(shop => shop.Doors > 0, "A shop has a door.").ValidateOnStart();
            builder.Services.AddSingleton<IHostedService>(new TestService("a", _seen));
        });

        var thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(Cancelled));

        Assert.Equal("A shop has a door.", thrown.Message);
        Assert.Empty(_seen);
    }

    [Fact(Timeout = 10_000)]
    public async Task An_app_that_could_not_start_can_be_stopped()
    {
        await using var app = Build(new TestService("a", _seen), new TestService("b", _seen) { Start = _ => FailAsync("broken") });
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => app.StartAsync(Cancelled));

        await app.StopAsync(Cancelled);

        Assert.Equal(["app stopping", "b stop", "a stop", "b stopped", "a stopped", "app stopped"], _seen.SkipWhile(step => step != "app stopping"));
    }

    [Fact(Timeout = 10_000)]
    public async Task Services_start_at_the_same_time_if_the_options_say_so()
    {
        var second = new TaskCompletionSource();
        await using var app = Build(
            options => options.ServicesStartConcurrently = true,
            new TestService("a", _seen) { Start = second.Task.WaitAsync },
            new TestService("b", _seen) { Start = _ => Task.FromResult(second.TrySetResult()) });

        await app.StartAsync(Cancelled);

        Assert.Contains("app started", _seen);
    }

    [Fact(Timeout = 10_000)]
    public async Task Services_stop_at_the_same_time_if_the_options_say_so()
    {
        var first = new TaskCompletionSource();
        await using var app = Build(
            options => options.ServicesStopConcurrently = true,
            new TestService("a", _seen) { Stop = _ => Task.FromResult(first.TrySetResult()) },
            new TestService("b", _seen) { Stop = first.Task.WaitAsync });
        await app.StartAsync(Cancelled);

        await app.StopAsync(Cancelled);

        Assert.Contains("app stopped", _seen);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_start_that_takes_too_long_is_cancelled()
    {
        await using var app = Build(
            options => options.StartupTimeout = TimeSpan.FromMilliseconds(20),
            new TestService("a", _seen) { Start = cancelled => Task.Delay(Timeout.Infinite, cancelled) });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => app.StartAsync(Cancelled));
    }

    [Fact(Timeout = 10_000)]
    public async Task Stopping_the_app_cancels_its_start()
    {
        await using var app = Build(new TestService("a", _seen) { Start = cancelled => Task.Delay(Timeout.Infinite, cancelled) });
        var start = app.StartAsync(Cancelled);

        Lifetime(app).StopApplication();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_service_that_hangs_is_given_up_after_the_shutdown_timeout()
    {
        await using var app = Build(
            options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(20),
            new TestService("a", _seen), new TestService("b", _seen) { Stop = cancelled => Task.Delay(Timeout.Infinite, cancelled) });
        await app.StartAsync(Cancelled);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => app.StopAsync(Cancelled));

        Assert.Equal(["b stop", "a stop", "b stopped", "a stopped", "app stopped"], _seen.SkipWhile(step => step != "b stop"));
    }

    [Fact(Timeout = 10_000)]
    public async Task All_are_stopped_whatever_one_of_them_throws()
    {
        await using var app = Build(new TestService("a", _seen), new TestService("b", _seen) { Stop = _ => FailAsync("broken") });
        await app.StartAsync(Cancelled);

        var thrown = await Assert.ThrowsAsync<InvalidTimeZoneException>(() => app.StopAsync(Cancelled));

        Assert.Equal("broken", thrown.Message);
        Assert.Equal(["b stop", "a stop", "b stopped", "a stopped", "app stopped"], _seen.SkipWhile(step => step != "b stop"));
    }

    [Fact(Timeout = 10_000)]
    public async Task What_several_throw_at_their_stop_is_told_together()
    {
        await using var app = Build(
            new TestService("a", _seen) { Stop = _ => FailAsync("first") }, new TestService("b", _seen) { Stop = _ => FailAsync("second") });
        await app.StartAsync(Cancelled);

        var thrown = await Assert.ThrowsAsync<AggregateException>(() => app.StopAsync(Cancelled));

        Assert.Equal(["second", "first"], thrown.InnerExceptions.Select(exception => exception.Message));
    }

    [Fact(Timeout = 10_000)]
    public async Task An_app_that_never_started_can_be_stopped()
    {
        await using var app = Build(new TestService("a", _seen));

        await app.StopAsync(Cancelled);

        Assert.Equal(["app stopping", "app stopped"], _seen);
    }

    [Fact(Timeout = 10_000)]
    public async Task An_app_can_be_disposed_twice()
    {
        var app = Build(new TestService("a", _seen));
        await app.StartAsync(Cancelled);

        await app.DisposeAsync();
        await app.DisposeAsync();
        app.Dispose();

        Assert.DoesNotContain("a stop", _seen);
    }

    [Fact(Timeout = 10_000)]
    public async Task Run_ends_after_the_last_service_has_stopped()
    {
        var stops = new TaskCompletionSource();
        var mayStop = new TaskCompletionSource();
        var app = Build(new TestService("a", _seen)
        {
            Stop = async cancelled =>
            {
                stops.TrySetResult();
                await mayStop.Task.WaitAsync(cancelled);
            },
        });
        var started = new TaskCompletionSource();
        Lifetime(app).ApplicationStarted.Register(started.SetResult);
        var run = app.RunAsync(Cancelled);
        await started.Task;

        var stop = app.StopAsync(Cancelled);
        await stops.Task;
        Assert.False(run.IsCompleted);
        mayStop.SetResult();
        await Task.WhenAll(stop, run);

        Assert.Contains("app stopped", _seen);
    }

    private sealed class Shop
    {
        public int Doors { get; set; }
    }
}
