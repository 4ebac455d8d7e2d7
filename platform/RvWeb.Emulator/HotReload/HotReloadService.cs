using System.Collections;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output;
using RvWeb.Processes;

namespace RvWeb.Emulator.HotReload;

/// <summary>Watches for all functions; those that change together are built once.</summary>
internal sealed class HotReloadService(
    FunctionDirectory functions, FunctionLog log, OrphanGuard guard, TimeProvider time, Func<IDictionary> ownEnvironment) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first caller can come: what is built first is what serves.
        foreach (var function in functions.All.Where(function => function.Options.HotReload?.Build is not null))
            function.Reload.Close();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(Groups().Select(group => RunAsync(group, stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task RunAsync(List<LocalFunction> group, CancellationToken stoppingToken)
    {
        var options = group[0].Options.HotReload!;
        var build = options.Build is { } command ? new BuildRun(command, log, guard, OwnEnvironment()) : null;
        try
        {
            await new FunctionReload(options, group, build, log, time).RunAsync(stoppingToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The functions are served as they are: the system allows no more watches, or the folder cannot be read.
            log.Write("watch", $"{string.Join(", ", options.Folders)}: changes are not seen: {problem.Message}");
            group.ForEach(function => function.Reload.Open(null));
        }
    }

    private List<List<LocalFunction>> Groups()
    {
        var groups = new List<List<LocalFunction>>();
        foreach (var function in functions.All.Where(function => function.Options.HotReload is not null))
            if (groups.Find(group => group[0].Options.HotReload!.IsSame(function.Options.HotReload!)) is { } group)
                group.Add(function);
            else
                groups.Add([function]);
        return groups;
    }

    // A build is the user's own tool, not a function: it gets all that the user's shell would give it.
    private Dictionary<string, string> OwnEnvironment() => ownEnvironment().Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
}
