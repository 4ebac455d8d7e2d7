using System.Collections.Concurrent;
using RvWeb.Processes;

namespace RvWeb.Tests.Processes;

/// <summary>Shell scripts as children, their lines collected.</summary>
internal sealed class Children : IAsyncDisposable
{
    public OrphanGuard Guard { get; } = OrphanGuard.Start();

    public ConcurrentQueue<OutputLine> Lines { get; } = new();

    public static IReadOnlyDictionary<string, string> Path { get; } = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" };

    public ChildProcess Shell(string script, Action<OutputLine>? output = null) => ChildProcess.Start(
        new ChildProcessOptions
        {
            FileName = "sh",
            Arguments = ["-c", script],
            WorkingDirectory = "/",
            Environment = Path,
            Output = output ?? Lines.Enqueue,
        },
        Guard);

    /// <summary>Starts a script and waits for its first line, so that its traps are set.</summary>
    public async Task<(ChildProcess Child, string FirstLine)> ReadyShellAsync(string script, CancellationToken cancellationToken)
    {
        var first = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var child = Shell(script, line => first.TrySetResult(line.Text));
        return (child, await first.Task.WaitAsync(cancellationToken));
    }

    public ValueTask DisposeAsync() => Guard.DisposeAsync();
}
