using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Replicas;
using RvWeb.Processes;

namespace RvWeb.Aspire.Running;

/// <summary>A resource that is no process: a service elsewhere, a connection string, or a type of the application's own.</summary>
internal sealed class ModelRun(IResource resource, RunServices services) : ResourceRun(resource)
{
    /// <returns>How the resource runs; null if it is a process.</returns>
    public static ResourceRun? Of(IResource resource, RunServices services) => resource switch
    {
        _ when resource.Annotations.OfType<ReplicaSetAnnotation>().FirstOrDefault() is { } set => new ReplicaSetRun(resource, set.Replicas, services),
        ProjectResource or ExecutableResource => null,
        _ => new ModelRun(resource, services),
    };

    protected override async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            if (Resource is not (ExternalServiceResource or IResourceWithConnectionString))
                return; // its state is told by whoever brought its type
            var address = Resource is ExternalServiceResource service ? await service.Address.GetUriAsync(stopping) : null;
            if (address is null)
                await ((IValueProvider)Resource).GetValueAsync(stopping);
            await PublishAsync(snapshot => snapshot with
            {
                State = KnownResourceStates.Running,
                Urls = address is null ? snapshot.Urls : [.. snapshot.Urls, new UrlSnapshot(null, address.ToString(), IsInternal: false)],
                HealthReports = HealthMonitor.Unknown(Resource),
            });
            await services.Health.WatchAsync(Resource, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The application stops; what is elsewhere stays.
        }
        catch (Exception failure)
        {
            // The boundary of one resource: whatever its values lack is shown with it.
            services.Console.Write(Resource, new OutputLine(failure.Message, IsError: true));
            await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.FailedToStart });
        }
    }

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => services.Notifications.PublishUpdateAsync(Resource, change);
}
