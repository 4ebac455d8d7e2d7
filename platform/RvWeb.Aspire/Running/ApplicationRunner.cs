using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using RvWeb.Aspire.Launching;
using RvWeb.Aspire.Proxying;
using RvWeb.Aspire.Replicas;
using RvWeb.Aspire.Showing;
using RvWeb.Aspire.Testing;
using RvWeb.Aspire.Urls;
using RvWeb.Aspire.Watching;
using RvWeb.Processes;

namespace RvWeb.Aspire.Running;

/// <summary>Starts every resource when the AppHost starts, and ends them all when it stops.</summary>
internal sealed class ApplicationRunner(
    IResourceCollection resources,
    RunServices services,
    LifeCycleCommands commands,
    ReadinessWatch readiness,
    WatchRun watch,
    DashboardRun dashboard,
    AddressLines lines,
    ProgressReport report,
    StopPatience patience,
    IConfiguration configuration) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _reporting = new();
    private readonly PortAllocator _ports = new();
    private readonly EndpointProxies _proxies = new();
    private IReadOnlyList<IReadOnlyList<IResource>> _layers = [];
    private Dictionary<IResource, ResourceRun> _runs = [];
    private OrphanGuard? _guard;
    private Task _reported = Task.CompletedTask;
    private Task _readied = Task.CompletedTask;
    private Task _watched = Task.CompletedTask;
    private Task? _stopped;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await services.Events.BeforeStartAsync(cancellationToken);
        ReplicaExpansion.Expand(resources);
        _layers = StartOrder.Layers(resources);
        EndpointAllocation.Allocate(resources, _ports, isRandom: configuration.GetValue<bool>(TestSetup.RandomizePortsKey));
        await services.Events.EndpointsAllocatedAsync(cancellationToken);
        _proxies.Start(resources);
        lines.Align(resources.Where(resource => resource.Annotations.OfType<EndpointAnnotation>().Any()).Select(resource => resource.Name).Append(DashboardRun.Name));
        _guard = OrphanGuard.Start();
        _runs = resources.ToDictionary(resource => resource, Run);
        await dashboard.StartAsync(_ports, cancellationToken);
        foreach (var resource in resources)
        {
            var initial = ResourceSnapshots.Initial(resource, await ResourceUrls.EvaluateAsync(resource, services.Execution, cancellationToken), services.Time);
            await services.Notifications.PublishUpdateAsync(resource, _ => initial);
        }
        _reported = report.RunAsync(_reporting.Token);
        _readied = readiness.RunAsync(_reporting.Token);
        foreach (var run in _runs.Values.Where(run => !run.Resource.Annotations.OfType<ExplicitStartupAnnotation>().Any()))
            await run.StartAsync(cancellationToken);
        _watched = watch.BeginAsync(_runs.Values, _reporting.Token);
        await services.Events.CreatedAsync(cancellationToken);
    }

    // A host is stopped by whoever waits for its end and by whoever disposes it.
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_reporting)
            return _stopped ??= StopOnceAsync();
    }

    private async Task StopOnceAsync()
    {
        await _reporting.CancelAsync();
        await Task.WhenAll(_reported, _readied, _watched);
        patience.Begin();
        foreach (var layer in _layers.Reverse())
            await Task.WhenAll(layer.Where(_runs.ContainsKey).Select(resource => _runs[resource].CloseAsync()));
        await _proxies.DisposeAsync();
        if (_guard is not null)
            await _guard.DisposeAsync();
        await dashboard.StopAsync(patience.Over);
    }

    public void Dispose()
    {
        _reporting.Dispose();
        foreach (var run in _runs.Values)
            run.Dispose();
    }

    private ResourceRun Run(IResource resource)
    {
        var follows = resource.Annotations.OfType<FollowsAnnotation>().FirstOrDefault();
        ResourceRun run = resource switch
        {
            ParameterResource parameter => new ParameterRun(parameter, services),
            ExternalServiceResource or ConnectionStringResource => new ModelRun(resource, services),
            _ when follows is not null => new FollowerRun(resource, follows.Leader, services),
            _ when resource.Annotations.OfType<ReplicaSetAnnotation>().FirstOrDefault() is { } set => new ReplicaSetRun(resource, set.Replicas, services),
            ProjectResource or ExecutableResource => new ProcessRun(resource, _guard!, services),
            _ => new CustomRun(resource, services),
        };
        commands.AddTo(resource, run);
        return run;
    }
}
