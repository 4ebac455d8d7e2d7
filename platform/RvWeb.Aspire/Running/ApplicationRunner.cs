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
    private readonly CancellationTokenSource _reporting = new();
    private readonly PortAllocator _ports = new();
    private IReadOnlyList<IReadOnlyList<IResource>> _layers = [];
    private Dictionary<IResource, ResourceRun> _runs = [];
    private OrphanGuard? _guard;
    private Task _reported = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _layers = StartOrder.Layers(resources);
        foreach (var endpoint in resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>()))
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.TargetHost, _ports.Allocate(endpoint.Port));
        lines.Align(resources.Where(resource => resource.Annotations.OfType<EndpointAnnotation>().Any()).Select(resource => resource.Name).Append(DashboardRun.Name));
        await dashboard.StartAsync(_ports, cancellationToken);
        foreach (var resource in resources)
            await services.Notifications.PublishUpdateAsync(resource, _ => ResourceSnapshots.Initial(resource, services.Time));
        _guard = OrphanGuard.Start();
        _reported = report.RunAsync(_reporting.Token);
        _runs = resources.ToDictionary(resource => resource, Run);
        foreach (var run in _runs.Values)
            run.Start();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _reporting.CancelAsync();
        await _reported;
        patience.Begin();
        foreach (var layer in _layers.Reverse())
            await Task.WhenAll(layer.Where(_runs.ContainsKey).Select(resource => _runs[resource].StopAsync()));
        if (_guard is not null)
            await _guard.DisposeAsync();
        await dashboard.StopAsync(patience.Over);
    }

    public void Dispose() => _reporting.Dispose();

    private ResourceRun Run(IResource resource) =>
        resource.Annotations.OfType<FollowsAnnotation>().FirstOrDefault() is { } follows
            ? new FollowerRun(resource, follows.Leader, services.Notifications)
            : new ProcessRun(resource, _guard!, services, patience.Over);
}
