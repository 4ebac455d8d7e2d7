using System.Collections;
using System.Threading.Channels;
using RvWeb.Processes;

namespace RvWeb.Tests.EndToEnd;

/// <summary>One of the solution's programs as it was built with the tests, run as a process of its own.</summary>
internal sealed class BuiltProgram : IAsyncDisposable
{
    // Shorter than any test's own limit, so that the failure tells what was written instead.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly OrphanGuard _guard = OrphanGuard.Start();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly ChildProcess _process;

    public BuiltProgram(string fileName, IReadOnlyList<string> arguments, params (string Name, string Value)[] variables)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!, StringComparer.Ordinal);
        foreach (var (name, value) in variables)
            environment[name] = value;
        _process = ChildProcess.Start(
            new ChildProcessOptions
            {
                FileName = fileName,
                Arguments = arguments,
                WorkingDirectory = AppContext.BaseDirectory,
                Environment = environment,
                Output = line => _lines.Writer.TryWrite(line.Text),
            },
            _guard);
    }

    public int Id => _process.Id;

    public Task<ExitStatus> Exited => _process.Exited;

    /// <summary>The executable of a project, in the configuration the tests were built in.</summary>
    public static string PathOf(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, project);
    }

    /// <summary>Collects lines up to the first one that holds the text.</summary>
    public async Task<IReadOnlyList<string>> LinesUntilAsync(string text, CancellationToken cancellationToken)
    {
        var seen = new List<string>();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Patience);
        try
        {
            do
                seen.Add(await _lines.Reader.ReadAsync(bound.Token));
            while (!seen[^1].Contains(text, StringComparison.Ordinal));
            return seen;
        }
        catch (OperationCanceledException cancelled)
        {
            throw new TimeoutException($"'{text}' was not written, only:\n{string.Join('\n', seen)}", cancelled);
        }
    }

    /// <summary>Waits until the program has ended by itself and returns all it wrote.</summary>
    public async Task<IReadOnlyList<string>> AllLinesAsync(CancellationToken cancellationToken)
    {
        await _process.Exited.WaitAsync(cancellationToken);
        _lines.Writer.Complete();
        return await _lines.Reader.ReadAllAsync(cancellationToken).ToListAsync(cancellationToken);
    }

    public void Kill() => _process.Signal(ProcessSignal.Kill);

    public Task<ExitStatus> StopAsync(CancellationToken cancellationToken) =>
        _process.StopAsync(TimeSpan.FromSeconds(5), TimeProvider.System, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _guard.DisposeAsync();
    }
}
