using System.Collections;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output;
using RvWeb.Processes;

namespace RvWeb.Emulator.HotReload;

/// <summary>Watches for all functions; those that change together are built once.</summary>
internal sealed class HotReloadService(
    FunctionDirectory functions, FunctionLog log, OrphanGuard guard, TimeProvider time, Func<IDictionary> ownEnvironment) : BackgroundService
{
    private List<FunctionReload> _reloads = [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _reloads = [.. Groups().Select(Reload).Where(reload => reload.TryWatch())];
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(_reloads.Select(reload => reload.RunAsync(stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            _reloads.ForEach(reload => reload.Dispose());
        }
    }

    private FunctionReload Reload(List<LocalFunction> group)
    {
        var options = group[0].Options.HotReload!;
        var build = options.Build is { } command ? new BuildRun(command, log, guard, OwnEnvironment()) : null;
        return new FunctionReload(options, group, build, log, time);
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
