using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Processes;

namespace RvWeb.Aspire.Running;

/// <summary>A resource that is no process: a service elsewhere or a connection string.</summary>
internal sealed class ModelRun(IResource resource, RunServices services) : ResourceRun(resource)
{
    protected override async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await services.Events.InitializeAsync(Resource, stopping);
            var address = Resource is ExternalServiceResource service ? await service.Address.GetUriAsync(stopping) : null;
            if (address is null)
                await ((IValueProvider)Resource).GetValueAsync(stopping);
            await PublishAsync(snapshot => snapshot with
            {
                State = KnownResourceStates.Running,
                Urls = address is null || IsSecret ? snapshot.Urls : [.. snapshot.Urls, new UrlSnapshot(null, address.ToString(), IsInternal: false)],
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

    private bool IsSecret => Resource is ExternalServiceResource { UrlParameter.Secret: true };

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => services.Notifications.PublishUpdateAsync(Resource, change);
}
