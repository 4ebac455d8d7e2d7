using Microsoft.Extensions.Hosting;

namespace RvWeb.Dashboard.Compare;

/// <summary>Ends a running comparison with the dashboard.</summary>
internal sealed class ComparisonsLifetime(DashboardOptions options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => options.Comparisons.StopAsync(cancellationToken);
}
