using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Tests.Aspire;

public sealed class HealthWaitTests : IAsyncDisposable
{
    private const int Limit = 60_000;

    private readonly ShellApplication _application = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Waiting_for_a_resource_that_has_ended_fails_with_its_last_words()
    {
        _application.Shell("server", "echo 'no port' >&2; exit 3");
        await _application.StartAsync(Token);
        // Until its end it is healthy, as it has no checks.
        await _application.Notifications.WaitForResourceAsync("server", KnownResourceStates.Exited, Token);

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => _application.Notifications.WaitForResourceHealthyAsync("server", Token));

        Assert.Equal("'server' is not healthy: it is in state Exited. It wrote:\nno port", failure.Message);
    }

    [Fact(Timeout = Limit)]
    public async Task Waiting_on_goes_on_until_somebody_starts_it_again()
    {
        _application.Shell("server", "exec sleep 1000").WithExplicitStart();
        await _application.StartAsync(Token);
        await _application.Commands.ExecuteCommandAsync("server", KnownResourceCommands.StartCommand, Token);
        await _application.Notifications.WaitForResourceHealthyAsync("server", Token);
        await _application.Commands.ExecuteCommandAsync("server", KnownResourceCommands.StopCommand, Token);

        var waiting = _application.Notifications.WaitForResourceHealthyAsync("server", WaitBehavior.WaitOnResourceUnavailable, Token);
        Assert.False(waiting.IsCompleted);
        await _application.Commands.ExecuteCommandAsync("server", KnownResourceCommands.StartCommand, Token);

        Assert.Equal(KnownResourceStates.Running, (await waiting).Snapshot.State?.Text);
    }

    [Fact(Timeout = Limit)]
    public async Task Who_starts_a_resource_and_waits_does_not_see_its_last_end()
    {
        _application.Shell("server", "exec sleep 1000");
        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceHealthyAsync("server", Token);

        for (var round = 0; round < 5; round++)
        {
            await _application.Commands.ExecuteCommandAsync("server", KnownResourceCommands.RestartCommand, Token);
            var now = await _application.Notifications.WaitForResourceHealthyAsync("server", Token);
            Assert.Equal(KnownResourceStates.Running, now.Snapshot.State?.Text);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Waiting_for_a_resource_that_does_not_exist_fails_at_once()
    {
        _application.Shell("server", "exit 0");
        await _application.StartAsync(Token);

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => _application.Notifications.WaitForResourceAsync("sever", cancellationToken: Token));

        Assert.StartsWith("There is no resource 'sever', only server.", failure.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
