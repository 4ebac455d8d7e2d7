using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RvWeb.Aspire.Showing;
using RvWeb.Processes;

namespace RvWeb.Aspire.Running;

/// <summary>Sees each resource become healthy, whoever says so, and lets its subscribers do what they do before it is called ready.</summary>
internal sealed class ReadinessWatch(ResourceNotificationService notifications, ResourceEvents events, ResourceConsole console)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var publishing = new List<Task>();
        try
        {
            await foreach (var update in notifications.WatchAsync(cancellationToken))
                if (IsNewlyHealthy(update.Snapshot))
                {
                    publishing.RemoveAll(done => done.IsCompleted);
                    publishing.Add(PublishAsync(update.Resource, cancellationToken));
                }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
        await Task.WhenAll(publishing);
    }

    private static bool IsNewlyHealthy(CustomResourceSnapshot snapshot) => snapshot is { HealthStatus: HealthStatus.Healthy, ResourceReadyEvent: null };

    private async Task PublishAsync(IResource resource, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isFirst = false;
        await notifications.PublishUpdateAsync(resource, now =>
        {
            isFirst = IsNewlyHealthy(now); // an update that was on its way may have been seen before
            return isFirst ? now with { ResourceReadyEvent = new EventSnapshot(done.Task) } : now;
        });
        if (!isFirst)
            return;
        try
        {
            await events.ReadyAsync(resource, cancellationToken).WaitAsync(cancellationToken);
            done.SetResult();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            done.SetCanceled(cancellationToken);
        }
        catch (DistributedApplicationException failure)
        {
            console.Write(resource, new OutputLine(failure.Message, IsError: true));
            done.SetException(failure);
            _ = done.Task.Exception; // seen: who waits for the resource gets it, too
        }
    }
}
