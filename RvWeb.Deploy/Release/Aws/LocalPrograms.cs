using RvWeb.Processes;

namespace RvWeb.Deploy.Release.Aws;

/// <summary>Runs programs of this machine and ends them when nobody waits for them any more.</summary>
internal sealed class LocalPrograms(IReadOnlyDictionary<string, string> environment) : IAsyncDisposable
{
    private readonly Lazy<OrphanGuard> _guard = new(OrphanGuard.Start);

    /// <summary>Arguments go as they are, no shell reads them. Cancelling kills the program and what it started.</summary>
    /// <exception cref="ChildProcessException">It is not in PATH.</exception>
    internal Task<ProgramAnswer> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(program, arguments, new Dictionary<string, string>(), cancellationToken);

    internal async Task<ProgramAnswer> RunAsync(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> more, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var lines = new List<OutputLine>();
        await using var process = ChildProcess.Start(
            new ChildProcessOptions
            {
                FileName = program,
                Arguments = arguments,
                WorkingDirectory = Directory.GetCurrentDirectory(),
                Environment = With(more),
                Output = lines.Add,
            },
            _guard.Value);
        var status = await process.Exited.WaitAsync(cancellationToken);
        return new ProgramAnswer(status.ExitCode ?? -1, TextOf(lines, isError: false), TextOf(lines, isError: true));
    }

    public async ValueTask DisposeAsync()
    {
        if (_guard.IsValueCreated)
            await _guard.Value.DisposeAsync();
    }

    private static string TextOf(List<OutputLine> lines, bool isError) =>
        string.Join('\n', lines.Where(line => line.IsError == isError).Select(line => line.Text)).Trim();

    private Dictionary<string, string> With(IReadOnlyDictionary<string, string> more)
    {
        var all = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        foreach (var (name, value) in more)
            all[name] = value;
        return all;
    }
}
