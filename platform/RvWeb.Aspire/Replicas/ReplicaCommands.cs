using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using RvWeb.Aspire.Running;

namespace RvWeb.Aspire.Replicas;

/// <summary>What can be done with all replicas of a project together.</summary>
internal static class ReplicaCommands
{
    public static void AddTo(ProjectResource project, IReadOnlyList<ReplicaResource> replicas)
    {
        Add(project, KnownResourceCommands.StartCommand, "Start", context => ForAllAsync(replicas, KnownResourceCommands.StartCommand, context));
        Add(project, KnownResourceCommands.StopCommand, "Stop", context => ForAllAsync(replicas, KnownResourceCommands.StopCommand, context));
        Add(project, KnownResourceCommands.RestartCommand, "Restart", context => ForAllAsync(replicas, KnownResourceCommands.RestartCommand, context));
        Add(project, KnownResourceCommands.RebuildCommand, "Rebuild", context => RebuildAsync(project, replicas, context));
        // They share one build: it is the project's to rebuild, once and with none of them running.
        foreach (var replica in replicas)
            replica.Annotations.Add(new ResourceCommandAnnotation(
                KnownResourceCommands.RebuildCommand, "Rebuild", _ => Task.FromResult(CommandResults.Canceled()), new CommandOptions { UpdateState = _ => ResourceCommandState.Hidden }));
    }

    private static void Add(ProjectResource project, string name, string displayName, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> execute)
    {
        if (project.Annotations.OfType<ResourceCommandAnnotation>().All(command => command.Name != name))
            project.Annotations.Add(new ResourceCommandAnnotation(name, displayName, execute, new CommandOptions()));
    }

    // Whoever is there already is left alone: a replica that runs cannot be started.
    private static async Task<ExecuteCommandResult> ForAllAsync(IReadOnlyList<ReplicaResource> replicas, string command, ExecuteCommandContext context)
    {
        var commands = context.ServiceProvider.GetRequiredService<ResourceCommandService>();
        var results = await Task.WhenAll(replicas.Select(replica => commands.ExecuteCommandAsync(replica, command, context.CancellationToken)));
        var done = results.Where(result => result.Success).ToList();
        return done.Count == 0 ? results[0] : CommandResults.Success($"{done.Count} of {replicas.Count} replicas: {command}.");
    }

    private static async Task<ExecuteCommandResult> RebuildAsync(ProjectResource project, IReadOnlyList<ReplicaResource> replicas, ExecuteCommandContext context)
    {
        await ForAllAsync(replicas, KnownResourceCommands.StopCommand, context);
        var metadata = project.Annotations.OfType<IProjectMetadata>().First();
        var build = context.ServiceProvider.GetRequiredService<ProjectBuild>();
        return await build.RunAsync([project], metadata.ProjectPath, [], context.CancellationToken) is { } error
            ? CommandResults.Failure(error)
            : await ForAllAsync(replicas, KnownResourceCommands.StartCommand, context);
    }
}
