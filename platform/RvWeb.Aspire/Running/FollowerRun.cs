using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.Running;

/// <summary>A resource without a process: it shows the state of the one that serves it.</summary>
internal sealed class FollowerRun(IResource resource, IResource leader, ResourceNotificationService notifications) : ResourceRun(resource)
{
    protected override async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var update in notifications.WatchAsync(stopping))
                if (ReferenceEquals(update.Resource, leader))
                    await notifications.PublishUpdateAsync(Resource, own => Follow(own, update.Snapshot));
        }
        catch (OperationCanceledException)
        {
            await notifications.PublishUpdateAsync(Resource, own => own with { State = KnownResourceStates.Finished });
        }
    }

    private static CustomResourceSnapshot Follow(CustomResourceSnapshot own, CustomResourceSnapshot leader) => own with
    {
        State = leader.State,
        HealthReports = leader.HealthReports,
        StartTimeStamp = leader.StartTimeStamp,
        StopTimeStamp = leader.StopTimeStamp,
    };
}
