using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Running;
using RvWeb.Aspire.Showing;
using RvWeb.Processes;

namespace RvWeb.Aspire.Watching;

/// <summary>
/// Builds a project when its sources change and starts its processes again; everything else goes on, and so does an old process
/// whose new sources do not compile.
/// </summary>
internal sealed class WatchRun(
    AppHostCommandLine commandLine, ProjectBuild build, ResourceConsole console, ResourceNotificationService notifications, TimeProvider time)
{
    /// <summary>The property that says how the last build ended; absent if it went well.</summary>
    public const string BuildProperty = "resource.build";

    // Neither asked to stay away nor ended by itself: the new sources may be what it needs.
    private static readonly string[] StaysAway = [KnownResourceStates.NotStarted, KnownResourceStates.Finished];

    /// <summary>Begins, if that is wanted.</summary>
    /// <returns>Completes when it is cancelled.</returns>
    /// <exception cref="DistributedApplicationException">Something cannot be watched.</exception>
    public Task BeginAsync(IReadOnlyCollection<ResourceRun> runs, CancellationToken cancellationToken)
    {
        if (!commandLine.Watch)
            return Task.CompletedTask;
        var projects = Projects(runs);
        var changes = new SourceChanges(Outermost(projects), time);
        Say(projects.SelectMany(project => project.Resources), "Watching the sources.");
        return RunAsync(projects, changes, cancellationToken);
    }

    private async Task RunAsync(List<WatchedProject> projects, SourceChanges changes, CancellationToken cancellationToken)
    {
        using var _ = changes;
        try
        {
            await foreach (var batch in changes.BatchesAsync(cancellationToken))
                foreach (var project in projects.Where(project => batch.Any(project.Sources.Contains)))
                    await UpdateAsync(project, batch, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task UpdateAsync(WatchedProject project, IReadOnlyCollection<string> batch, CancellationToken cancellationToken)
    {
        var changed = batch.Where(project.Sources.Contains).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        Say(project.Resources, $"{string.Join(", ", changed.Take(3))}{(changed.Count > 3 ? $" and {changed.Count - 3} more" : "")} changed: building.");
        var restore = batch.Any(ProjectSources.IsProjectFile);
        // What runs must not be overwritten: so it is compiled beside it first, and goes on if that fails.
        var error = project.Processes.Count == 0 ? null : await BuildAsync(project, ["-target:Compile", .. Restore(restore)], cancellationToken);
        if (error is null)
            error = await ReplaceAsync(project, restore, cancellationToken);
        foreach (var resource in project.Resources)
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
            {
                Properties = [.. snapshot.Properties.Where(property => property.Name != BuildProperty), .. Told(error)],
            });
        Say(project.Resources, error is null ? "Built." : $"The build failed, what ran before goes on: {error}", isError: error is not null);
    }

    private async Task<string?> ReplaceAsync(WatchedProject project, bool restore, CancellationToken cancellationToken)
    {
        var restarted = project.Processes.Where(run => notifications.TryGetCurrentState(run.Resource.Name, out var now)
            && !StaysAway.Contains(now.Snapshot.State?.Text)).ToList();
        await Task.WhenAll(project.Processes.Select(run => run.StopAsync(cancellationToken)));
        try
        {
            return await BuildAsync(project, Restore(restore), cancellationToken);
        }
        finally
        {
            foreach (var run in restarted)
                await run.StartAsync(cancellationToken);
        }
    }

    private async Task<string?> BuildAsync(WatchedProject project, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await build.RunAsync(project.Resources, project.Sources.Project, arguments, cancellationToken);
        }
        catch (ChildProcessException failure)
        {
            return failure.Message; // no dotnet in PATH
        }
    }

    private static IEnumerable<ResourcePropertySnapshot> Told(string? error) => error is null ? [] : [new ResourcePropertySnapshot(BuildProperty, error)];

    private static string[] Restore(bool isNeeded) => isNeeded ? [] : ["--no-restore"];

    private static List<WatchedProject> Projects(IReadOnlyCollection<ResourceRun> runs) =>
        [.. runs.Select(run => (Run: run, run.Resource.Annotations.OfType<IProjectMetadata>().FirstOrDefault()?.ProjectPath))
            .Where(made => made.ProjectPath is not null)
            .GroupBy(made => made.ProjectPath!, made => made.Run)
            .Select(made => new WatchedProject(ProjectSources.Of(made.Key), [.. made.Select(run => run.Resource)], [.. made.OfType<ProcessRun>()]))];

    // Each folder is watched once, however many projects reference it.
    private static IEnumerable<string> Outermost(List<WatchedProject> projects)
    {
        var folders = projects.SelectMany(project => project.Sources.Folders).Distinct(StringComparer.Ordinal).ToList();
        return folders.Where(folder => !folders.Exists(other => other != folder && folder.StartsWith(other, StringComparison.Ordinal)));
    }

    private void Say(IEnumerable<IResource> resources, string text, bool isError = false)
    {
        foreach (var resource in resources)
            console.Write(resource, new OutputLine(text, isError));
    }
}
