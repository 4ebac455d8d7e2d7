using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output;

namespace RvWeb.Emulator.HotReload;

/// <summary>Replaces the environments of functions whose program changed, after building it if that is asked for.</summary>
internal sealed class FunctionReload(HotReloadOptions options, IReadOnlyList<LocalFunction> functions, BuildRun? build, FunctionLog log, TimeProvider time)
{
    private readonly BuildOutputs _outputs = new();

    private string Names => string.Join(", ", functions.Select(function => function.Options.Name));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var changes = new ChangedFiles(time);
        var watches = new List<FolderWatch>();
        try
        {
            foreach (var folder in options.Folders)
                watches.Add(new FolderWatch(folder, isSource: build is not null, changes, problem => log.Write("watch", problem)));
            await ReloadAsync(changes, cancellationToken);
        }
        finally
        {
            watches.ForEach(watch => watch.Dispose());
        }
    }

    private async Task ReloadAsync(ChangedFiles changes, CancellationToken cancellationToken)
    {
        // Sources may have changed while nobody watched; a program that somebody else builds is what it is.
        var follows = build is not null;
        while (true)
        {
            if (!follows)
            {
                await changes.AnyAsync(cancellationToken);
                CloseGates();
                _outputs.ChangedBetween(await changes.TakeUntilQuietAsync(cancellationToken));
            }
            CloseGates();
            var failure = build is null ? null : await build.RunAsync(cancellationToken);
            follows = build is not null && _outputs.ChangedDuring(await changes.TakeUntilQuietAsync(cancellationToken));
            if (!follows || failure is not null)
                OpenGates(failure);
        }
    }

    private void CloseGates()
    {
        foreach (var function in functions)
            function.Reload.Close();
    }

    private void OpenGates(string? failure)
    {
        if (failure is null)
            log.Write("watch", $"{Names}: the program is new, {functions.Sum(function => function.Recycle())} processes are replaced");
        else
            log.Write("watch", $"{Names}: not served until it builds again");
        foreach (var function in functions)
            function.Reload.Open(failure is null ? null : id => PlatformError.BuildFailed(id, failure));
    }
}
