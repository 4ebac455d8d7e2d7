using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Processes;

namespace RvWeb.Aspire.Running;

/// <summary>A resource of a kind the AppHost does not know: those who listen to its start run it and say how it is.</summary>
internal sealed class CustomRun(IResource resource, RunServices services) : ResourceRun(resource)
{
    protected override async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await services.Events.InitializeAsync(Resource, stopping);
            await Task.Delay(Timeout.InfiniteTimeSpan, services.Time, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await PublishAsync(KnownResourceStates.Finished);
        }
        catch (DistributedApplicationException failure)
        {
            services.Console.Write(Resource, new OutputLine(failure.Message, IsError: true));
            await PublishAsync(KnownResourceStates.FailedToStart);
        }
        await services.Events.StoppedAsync(Resource, services.Patience.Over);
    }

    private Task PublishAsync(string state) =>
        services.Notifications.PublishUpdateAsync(Resource, snapshot => snapshot with { State = state, ResourceReadyEvent = null });
}
