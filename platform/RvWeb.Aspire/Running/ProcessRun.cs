using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Launching;
using RvWeb.Processes;

namespace RvWeb.Aspire.Running;

/// <summary>A resource that is a process: waits for others, starts it, watches its health, says how it ended.</summary>
internal sealed class ProcessRun(
    IResource resource,
    OrphanGuard guard,
    RunServices services) : ResourceRun(resource)
{
    // As Aspire's; when the whole AppHost stops, its own patience is over sooner.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(6);

    private bool _isInitialized;

    private ResourceNotificationService Notifications => services.Notifications;

    protected override Task AnnounceAsync() => PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Starting, ResourceReadyEvent = null });

    protected override async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            if (!_isInitialized)
                await services.Events.InitializeAsync(Resource, stopping);
            _isInitialized = true;
            await WaitForOthersAsync(stopping);
            await BuildAsync(stopping);
            await services.Events.BeforeStartedAsync(Resource, stopping);
            await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Starting });
            var launch = await ResourceLaunch.PrepareAsync(
                Resource, services.Execution, line => services.Console.Write(Resource, line), stopping);
            await using var process = ChildProcess.Start(launch.Options, guard);
            await RunAsync(process, launch, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Finished });
        }
        catch (Exception failure)
        {
            // The boundary of one resource: whatever went wrong is shown with it, the others go on.
            services.Console.Write(Resource, new OutputLine(failure.Message, IsError: true));
            await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.FailedToStart });
        }
        await services.Events.StoppedAsync(Resource, services.Patience.Over);
    }

    private async Task RunAsync(ChildProcess process, ResourceLaunch launch, CancellationToken stopping)
    {
        await PublishAsync(snapshot => snapshot with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = services.Time.GetUtcNow().UtcDateTime,
            StopTimeStamp = null,
            ExitCode = null,
            EnvironmentVariables = [.. launch.OwnVariables.Select(variable => new EnvironmentVariableSnapshot(variable.Key, variable.Value.IsSecret ? null : variable.Value.Text, IsFromSpec: true))],
            HealthReports = HealthMonitor.Unknown(Resource),
        });
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var health = services.Health.WatchAsync(Resource, ended.Token);

        await ((Task)process.Exited.WaitAsync(stopping)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.Exited.IsCompleted)
            await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Stopping });
        var status = await process.StopAsync(Grace, services.Time, services.Patience.Over);
        await ended.CancelAsync();
        await health;
        await PublishAsync(snapshot => snapshot with
        {
            State = status.ExitCode == 0 ? KnownResourceStates.Finished : KnownResourceStates.Exited,
            ExitCode = status.ExitCode ?? (128 + status.Signal), // as shells tell a signal
            ResourceReadyEvent = null,
            StopTimeStamp = services.Time.GetUtcNow().UtcDateTime,
        });
    }

    private async Task WaitForOthersAsync(CancellationToken stopping)
    {
        foreach (var wait in Resource.Annotations.OfType<WaitAnnotation>())
        {
            await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Waiting });
            var reached = await Notifications.WaitForResourceAsync(
                wait.Resource.Name, update => IsThere(wait, update.Snapshot) || (wait.Behavior == WaitBehavior.StopOnResourceUnavailable && IsOver(update.Snapshot)), stopping);
            if (!IsThere(wait, reached.Snapshot))
                throw new DistributedApplicationException($"Not started, because it waits for '{wait.Resource.Name}', which is in state {State(reached.Snapshot)}.");
            if (wait.Goal == WaitGoal.Healthy)
                await reached.Snapshot.ResourceReadyEvent!.EventTask.WaitAsync(stopping);
        }
    }

    private async Task BuildAsync(CancellationToken stopping)
    {
        var source = Resource.Annotations.OfType<SourceProject>().FirstOrDefault();
        var isNative = services.Native.IsWanted(Resource);
        if (source is null && !isNative)
            return;
        await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Building });
        if (source is not null)
            await services.Sources.BuildAsync(Resource, source, stopping);
        if (isNative)
            await services.Native.PublishAsync(Resource, stopping);
    }

    private static bool IsThere(WaitAnnotation wait, CustomResourceSnapshot snapshot) => wait.Goal switch
    {
        WaitGoal.Running => snapshot.State?.Text == KnownResourceStates.Running,
        WaitGoal.Completed => IsOver(snapshot) && snapshot.ExitCode == wait.ExitCode,
        _ => ResourceNotificationService.IsReady(snapshot),
    };

    private static string State(CustomResourceSnapshot snapshot) => snapshot.ExitCode is { } code
        ? string.Create(CultureInfo.InvariantCulture, $"{snapshot.State!.Text} with exit code {code}") : snapshot.State!.Text;

    private static bool IsOver(CustomResourceSnapshot snapshot) => ResourceNotificationService.IsOver(snapshot);

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => Notifications.PublishUpdateAsync(Resource, change);
}
