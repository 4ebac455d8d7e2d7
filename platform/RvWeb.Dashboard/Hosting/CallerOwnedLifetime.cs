using Microsoft.Extensions.Hosting;

namespace RvWeb.Dashboard.Hosting;

/// <summary>Leaves Ctrl-C and SIGTERM to the process that hosts the dashboard; the default lifetime would take them over.</summary>
internal sealed class CallerOwnedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
