using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RvWeb.Processes;

namespace RvWeb.Aspire.Running;

/// <summary>A resource without a process: it shows the state of the one that serves it.</summary>
internal sealed class FollowerRun(IResource resource, IResource leader, RunServices services) : ResourceRun(resource)
{
    protected override async Task RunAsync(CancellationToken stopping)
    {
        var notifications = services.Notifications;
        try
        {
            await services.Events.InitializeAsync(Resource, stopping);
            await foreach (var update in notifications.WatchAsync(stopping))
                if (ReferenceEquals(update.Resource, leader))
                    await notifications.PublishUpdateAsync(Resource, own => Follow(own, update.Snapshot));
        }
        catch (OperationCanceledException)
        {
            await notifications.PublishUpdateAsync(Resource, own => own with { State = KnownResourceStates.Finished, ResourceReadyEvent = null });
        }
        catch (DistributedApplicationException failure)
        {
            services.Console.Write(Resource, new OutputLine(failure.Message, IsError: true));
            await notifications.PublishUpdateAsync(Resource, own => own with { State = KnownResourceStates.FailedToStart });
        }
        await services.Events.StoppedAsync(Resource, services.Patience.Over);
    }

    private static CustomResourceSnapshot Follow(CustomResourceSnapshot own, CustomResourceSnapshot leader) => own with
    {
        State = leader.State,
        HealthReports = leader.HealthReports,
        StartTimeStamp = leader.StartTimeStamp,
        StopTimeStamp = leader.StopTimeStamp,
        ResourceReadyEvent = leader.HealthStatus == HealthStatus.Healthy ? own.ResourceReadyEvent : null, // its own subscribers are told
    };
}
