using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RvWeb.Tests.Aspire.Model;

public sealed class HealthCheckTests : IAsyncDisposable
{
    private const int Limit = 60_000;

    private readonly ShellApplication _application = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task A_check_among_the_services_decides()
    {
        var isWell = false;
        _application.Builder.Services.AddHealthChecks()
            .AddCheck("warm", () => Volatile.Read(ref isWell) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("still cold"));
        _application.Shell("server", "exec sleep 1000").WithHealthCheck("warm");

        await _application.StartAsync(Token);
        var ill = await _application.Notifications.WaitForResourceAsync("server", update => update.Snapshot.HealthReports.Any(report => report.Description == "still cold"), Token);
        Volatile.Write(ref isWell, true);
        await _application.Notifications.WaitForResourceHealthyAsync("server", Token);

        Assert.Equal(("warm", HealthStatus.Unhealthy), (ill.Snapshot.HealthReports[0].Name, ill.Snapshot.HealthStatus));
    }

    [Fact(Timeout = Limit)]
    public async Task A_check_that_does_not_exist_says_how_to_add_it()
    {
        _application.Shell("server", "exec sleep 1000").WithHealthCheck("worm");

        await _application.StartAsync(Token);
        var ill = await _application.Notifications.WaitForResourceAsync("server", update => update.Snapshot.HealthReports.Any(report => report.Status is not null), Token);

        Assert.Equal("There is no health check 'worm': add it with builder.Services.AddHealthChecks().", ill.Snapshot.HealthReports[0].Description);
    }

    [Fact]
    public void A_check_is_added_once()
    {
        var server = _application.Shell("server", "true").WithHealthCheck("warm");

        Assert.Throws<DistributedApplicationException>(() => server.WithHealthCheck("warm"));
    }

    [Fact(Timeout = Limit)]
    public async Task Who_is_to_wait_for_the_unavailable_goes_on_waiting_until_it_is_there()
    {
        var fails = _application.Builder.AddExecutable("fails", "no-such-program", "/");
        _application.Shell("waits", "echo started").WaitFor(fails, WaitBehavior.WaitOnResourceUnavailable);
        _application.Shell("stops", "echo started").WaitForStart(fails, WaitBehavior.StopOnResourceUnavailable);

        await _application.StartAsync(Token);
        await _application.Notifications.WaitForResourceAsync("stops", KnownResourceStates.FailedToStart, Token);
        await _application.Notifications.PublishUpdateAsync(fails.Resource, snapshot => snapshot with { State = KnownResourceStates.Running });

        await _application.WroteAsync("waits", "started", Token);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
