using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.Logging;

namespace RvWeb.Tests.Aspire.Eventing;

public sealed partial class LifeCycleEventsTests : IAsyncDisposable
{
    private const int Limit = 60_000;

    private readonly ShellApplication _application = new();
    private readonly ConcurrentQueue<string> _heard = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Events_come_in_the_order_of_a_resources_life()
    {
        _application.Builder.OnBeforeStart((_, _) => Hear("before start"));
        _application.Shell("server", "exit 0").WithHttpEndpoint()
            .OnResourceEndpointsAllocated((server, _, _) => Hear($"allocated {server.Annotations.OfType<EndpointAnnotation>().Single().AllocatedEndpoint is not null}"))
            .OnInitializeResource((_, _, _) => Hear("initialize"))
            .OnBeforeResourceStarted((_, _, _) => Hear("before started"))
            .OnResourceReady((_, _, _) => Hear("ready"))
            .OnResourceStopped((_, stopped, _) => Hear($"stopped {stopped.ResourceEvent.Snapshot.State?.Text}"));

        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceAsync("server", KnownResourceStates.Finished, Token);
        await _application.StopAsync(Token);

        // A process that ends at once may be over before it was called ready.
        Assert.Equal(["before start", "allocated True", "initialize", "before started", "stopped Finished"], _heard.Where(what => what != "ready"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_restart_is_told_again_but_initializes_nothing()
    {
        _application.Shell("server", "exec sleep 1000")
            .OnInitializeResource((_, _, _) => Hear("initialize"))
            .OnBeforeResourceStarted((_, _, _) => Hear("before started"))
            .OnResourceReady((_, _, _) => Hear("ready"))
            .OnResourceStopped((_, _, _) => Hear("stopped"));
        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceHealthyAsync("server", Token);

        await _application.Commands.ExecuteCommandAsync("server", KnownResourceCommands.RestartCommand, Token);
        await _application.Notifications.WaitForResourceHealthyAsync("server", Token);

        Assert.Equal(["initialize", "before started", "ready", "stopped", "before started", "ready"], _heard);
    }

    [Fact(Timeout = Limit)]
    public async Task What_a_ready_resource_is_prepared_with_is_done_before_another_that_waits_starts()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var database = _application.Shell("database", "exec sleep 1000").OnResourceReady(async (_, _, cancellationToken) =>
        {
            await release.Task.WaitAsync(cancellationToken);
            await Hear("seeded");
        });
        _application.Shell("server", "exec sleep 1000").WaitFor(database).OnBeforeResourceStarted((_, _, _) => Hear("server"));
        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceAsync("server", KnownResourceStates.Waiting, Token);
        await _application.Notifications.WaitForResourceAsync("database", update => update.Snapshot.ResourceReadyEvent is not null, Token);

        release.SetResult();
        await _application.Notifications.WaitForResourceHealthyAsync("server", Token);

        Assert.Equal(["seeded", "server"], _heard);
    }

    [Fact(Timeout = Limit)]
    public async Task A_subscriber_that_refuses_the_start_fails_the_application()
    {
        _application.Shell("server", "exec sleep 1000");
        _application.Builder.OnBeforeStart((_, _) => throw new InvalidOperationException("no licence"));

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => _application.StartAsync(Token));

        Assert.Equal("A subscriber to BeforeStartEvent failed: no licence", failure.Message);
    }

    [Fact(Timeout = Limit)]
    public async Task A_subscriber_that_refuses_a_resource_fails_that_one_only()
    {
        _application.Shell("bad", "echo started").OnBeforeResourceStarted((_, _, _) => throw new InvalidOperationException("no licence"));
        _application.Shell("good", "exec sleep 1000");

        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceAsync("bad", KnownResourceStates.FailedToStart, Token);
        await _application.Notifications.WaitForResourceHealthyAsync("good", Token);

        Assert.Equal(["A subscriber to BeforeResourceStartedEvent of 'bad' failed: no licence"], _application.Console("bad"));
    }

    [Fact(Timeout = Limit)]
    public async Task Who_waits_for_a_resource_whose_preparation_failed_is_told_why()
    {
        var database = _application.Shell("database", "exec sleep 1000").OnResourceReady((_, _, _) => throw new InvalidOperationException("no table"));
        _application.Shell("server", "echo started").WaitFor(database);

        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceAsync("server", KnownResourceStates.FailedToStart, Token);
        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => _application.Notifications.WaitForResourceHealthyAsync("database", Token));

        Assert.Equal("A subscriber to ResourceReadyEvent of 'database' failed: no table", failure.Message);
        Assert.Equal([failure.Message], _application.Console("server"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_resource_of_a_kind_of_its_own_is_run_by_its_subscriber()
    {
        var custom = _application.Builder.AddResource(new Tunnel("tunnel")).OnInitializeResource((tunnel, start, _) =>
        {
            Log.Opened(start.Logger);
            return start.Notifications.PublishUpdateAsync(tunnel, snapshot => snapshot with { State = KnownResourceStates.Running });
        });
        _application.Shell("server", "exec sleep 1000").WithParentRelationship(custom).WithEnvironment("A", "b");

        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceHealthyAsync("tunnel", Token);

        Assert.Equal(["open"], _application.Console("tunnel"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_subscriber_that_is_a_service_subscribes_before_anything_begins()
    {
        _application.Builder.Services.AddEventingSubscriber(_ => new Listener(_heard));
        _application.Builder.Services.TryAddEventingSubscriber(_ => new Listener(_heard));
        _application.Shell("server", "exit 0");

        await _application.StartAsync(Token);

        Assert.Equal(["start of 1", "created"], _heard);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private Task Hear(string what)
    {
        _heard.Enqueue(what);
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "open")]
        public static partial void Opened(ILogger logger);
    }

    private sealed class Tunnel(string name) : Resource(name);

    private sealed class Listener(ConcurrentQueue<string> heard) : IDistributedApplicationEventingSubscriber
    {
        public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
        {
            eventing.Subscribe<BeforeStartEvent>((start, _) => Hear($"start of {start.Model.Resources.Count}"));
            eventing.Subscribe<AfterResourcesCreatedEvent>((_, _) => Hear("created"));
            return Task.CompletedTask;
        }

        private Task Hear(string what)
        {
            heard.Enqueue(what);
            return Task.CompletedTask;
        }
    }
}
