using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using Microsoft.Extensions.Hosting;
using RvWeb.Processes;

namespace RvWeb.Aspire.Running;

/// <summary>Starts every resource when the AppHost starts, and ends them all when it stops.</summary>
internal sealed class ApplicationRunner(
    IResourceCollection resources,
    RunServices services,
    DashboardRun dashboard,
    AddressLines lines,
    ProgressReport report,
    StopPatience patience) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource reporting = new();
    private readonly PortAllocator ports = new();
    private IReadOnlyList<IReadOnlyList<IResource>> layers = [];
    private Dictionary<IResource, ResourceRun> runs = [];
    private OrphanGuard? guard;
    private Task reported = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        layers = StartOrder.Layers(resources);
        foreach (var endpoint in resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>()))
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.TargetHost, ports.Allocate(endpoint.Port));
        lines.Align(resources.Where(resource => resource.Annotations.OfType<EndpointAnnotation>().Any()).Select(resource => resource.Name).Append(DashboardRun.Name));
        await dashboard.StartAsync(ports, cancellationToken);
        foreach (var resource in resources)
            await services.Notifications.PublishUpdateAsync(resource, _ => ResourceSnapshots.Initial(resource, services.Time));
        guard = OrphanGuard.Start();
        reported = report.RunAsync(reporting.Token);
        runs = resources.ToDictionary(resource => resource, Run);
        foreach (var run in runs.Values)
            run.Start();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await reporting.CancelAsync();
        await reported;
        patience.Begin();
        foreach (var layer in layers.Reverse())
            await Task.WhenAll(layer.Where(runs.ContainsKey).Select(resource => runs[resource].StopAsync()));
        if (guard is not null)
            await guard.DisposeAsync();
        await dashboard.StopAsync(patience.Over);
    }

    public void Dispose() => reporting.Dispose();

    private ResourceRun Run(IResource resource) =>
        resource.Annotations.OfType<FollowsAnnotation>().FirstOrDefault() is { } follows
            ? new FollowerRun(resource, follows.Leader, services.Notifications)
            : new ProcessRun(resource, guard!, services, patience.Over);
}
