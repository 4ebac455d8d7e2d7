using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.Running;

/// <summary>The commands that a resource with a process has by itself, and a function whose project can be built anew.</summary>
internal sealed class LifeCycleCommands(ProjectBuild build, NativePublish native, ResourceNotificationService notifications)
{
    private static readonly string[] Rests =
        [KnownResourceStates.NotStarted, KnownResourceStates.Exited, KnownResourceStates.Finished, KnownResourceStates.FailedToStart];

    public void AddTo(IResource resource, ResourceRun run)
    {
        if (run is ProcessRun)
        {
            Add(resource, KnownResourceCommands.StartCommand, "Start", ShownIf(Rests.Contains), async context =>
            {
                await run.StartAsync(context.CancellationToken);
                return CommandResults.Success($"'{resource.Name}' is being started.");
            });
            Add(resource, KnownResourceCommands.StopCommand, "Stop", ShownIf(state => !Rests.Contains(state)), async context =>
            {
                await run.StopAsync(context.CancellationToken);
                return CommandResults.Success($"'{resource.Name}' has stopped.");
            });
            Add(resource, KnownResourceCommands.RestartCommand, "Restart", ShownIf(state => state == KnownResourceStates.Running), async context =>
            {
                await run.StopAsync(context.CancellationToken);
                await run.StartAsync(context.CancellationToken);
                return CommandResults.Success($"'{resource.Name}' has stopped and is being started.");
            });
        }
        if (resource.Annotations.OfType<IProjectMetadata>().FirstOrDefault() is { } project)
            Add(resource, KnownResourceCommands.RebuildCommand, "Rebuild", context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Building
                ? ResourceCommandState.Disabled : ResourceCommandState.Enabled, context => RebuildAsync(resource, run as ProcessRun, project, context.CancellationToken));
    }

    // A function goes on answering: the emulator takes the new build when it is there.
    private async Task<ExecuteCommandResult> RebuildAsync(IResource resource, ProcessRun? run, IProjectMetadata project, CancellationToken cancellationToken)
    {
        if (run is null)
            return await BuildFunctionAsync(resource, project, cancellationToken) is { } error
                ? CommandResults.Failure(error) : CommandResults.Success($"'{resource.Name}' is built; its next call is served by the new build.");

        await run.StopAsync(cancellationToken);
        await PublishAsync(resource, KnownResourceStates.Building);
        if (await build.RunAsync([resource], project.ProjectPath, [], cancellationToken) is { } failure)
        {
            await PublishAsync(resource, KnownResourceStates.FailedToStart);
            return CommandResults.Failure(failure);
        }
        await run.StartAsync(cancellationToken);
        return CommandResults.Success($"'{resource.Name}' is built and is being started.");
    }

    private async Task<string?> BuildFunctionAsync(IResource resource, IProjectMetadata project, CancellationToken cancellationToken)
    {
        if (!native.IsWanted(resource))
            return await build.RunAsync([resource], project.ProjectPath, [], cancellationToken);
        try
        {
            await native.PublishAsync(resource, cancellationToken);
            return null;
        }
        catch (DistributedApplicationException failure)
        {
            return failure.Message;
        }
    }

    private Task PublishAsync(IResource resource, string state) => notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = state });

    private static Func<UpdateCommandStateContext, ResourceCommandState> ShownIf(Func<string?, bool> isFitting) =>
        context => isFitting(context.ResourceSnapshot.State?.Text) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden;

    // What the application itself has given the name of is left alone.
    private static void Add(
        IResource resource,
        string name,
        string displayName,
        Func<UpdateCommandStateContext, ResourceCommandState> state,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> execute)
    {
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().All(command => command.Name != name))
            resource.Annotations.Add(new ResourceCommandAnnotation(name, displayName, execute, new CommandOptions { UpdateState = state }));
    }
}
