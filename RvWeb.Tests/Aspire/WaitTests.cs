using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Tests.Aspire;

public sealed class WaitTests : IAsyncDisposable
{
    private const int Limit = 60_000;

    private readonly ShellApplication _application = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task A_resource_starts_when_another_has_ended_with_the_awaited_code()
    {
        var migration = _application.Shell("migration", "exit 3");
        _application.Shell("server", "echo started").WaitForCompletion(migration, exitCode: 3);

        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceAsync("server", KnownResourceStates.Finished, Token);

        Assert.Equal(["started"], _application.Console("server"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_resource_does_not_start_when_another_has_ended_otherwise()
    {
        var migration = _application.Shell("migration", "exit 3");
        _application.Shell("server", "echo started").WaitForCompletion(migration);

        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceAsync("server", KnownResourceStates.FailedToStart, Token);

        Assert.Equal(["Not started, because it waits for 'migration', which is in state Exited with exit code 3."], _application.Console("server"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_resource_that_waits_for_a_start_does_not_ask_for_health()
    {
        var ill = _application.Shell("ill", "exec sleep 1000").WithHttpEndpoint().WithHttpHealthCheck("/never");
        _application.Shell("server", "exec sleep 1000").WaitForStart(ill);

        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceHealthyAsync("server", Token);

        Assert.True(_application.Notifications.TryGetCurrentState("ill", out var state));
        Assert.NotEqual(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, state.Snapshot.HealthStatus);
    }

    [Fact(Timeout = Limit)]
    public async Task A_resource_that_waits_can_be_stopped()
    {
        var never = _application.Shell("never", "exec sleep 1000").WithHttpEndpoint().WithHttpHealthCheck("/never");
        _application.Shell("server", "echo started").WaitFor(never);
        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceAsync("server", KnownResourceStates.Waiting, Token);

        var stopped = await _application.Commands.ExecuteCommandAsync("server", "stop", Token);

        Assert.True(stopped.Success);
        Assert.Empty(_application.Console("server"));
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
