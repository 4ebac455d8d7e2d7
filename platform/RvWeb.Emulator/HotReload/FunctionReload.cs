using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output;

namespace RvWeb.Emulator.HotReload;

/// <summary>Replaces the environments of functions whose program changed, after building it if that is asked for.</summary>
internal sealed class FunctionReload(HotReloadOptions options, IReadOnlyList<LocalFunction> functions, BuildRun? build, FunctionLog log, TimeProvider time)
    : IDisposable
{
    private readonly BuildOutputs _outputs = new();
    private readonly ChangedFiles _changes = new(time);
    private readonly List<FolderWatch> _watches = [];

    private string Names => string.Join(", ", functions.Select(function => function.Options.Name));

    /// <summary>From now on no change is missed; to be called before the first caller can come.</summary>
    /// <returns>False if changes cannot be seen: the functions are served as they are.</returns>
    public bool TryWatch()
    {
        try
        {
            foreach (var folder in options.Folders)
                _watches.Add(new FolderWatch(folder, isSource: build is not null, _changes, problem => log.Write("watch", problem)));
            if (build is not null)
                CloseGates();
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The system allows no more watches, or the folder cannot be read.
            log.Write("watch", $"{string.Join(", ", options.Folders)}: changes are not seen: {problem.Message}");
            Dispose();
            return false;
        }
    }

    public void Dispose() => _watches.ForEach(watch => watch.Dispose());

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Sources may have changed while nobody watched; a program that somebody else builds is what it is.
        var follows = build is not null;
        while (true)
        {
            if (!follows)
            {
                await _changes.AnyAsync(cancellationToken);
                CloseGates();
                _outputs.ChangedBetween(await _changes.TakeUntilQuietAsync(cancellationToken));
            }
            CloseGates();
            var failure = build is null ? null : await build.RunAsync(cancellationToken);
            follows = build is not null && _outputs.ChangedDuring(await _changes.TakeUntilQuietAsync(cancellationToken));
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
