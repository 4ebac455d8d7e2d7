namespace RvWeb.Processes;

/// <summary>What to start, and where its output goes.</summary>
public sealed record ChildProcessOptions
{
    /// <summary>An absolute path, a path relative to <see cref="WorkingDirectory"/>, or a name looked up in <c>PATH</c> of <see cref="Environment"/>.</summary>
    public required string FileName { get; init; }

    /// <summary>The arguments after the program's name; passed as they are, no shell reads them.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>An existing directory.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The complete environment: nothing is inherited.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>
    /// Called with each line, in order per stream and never concurrently. It must not throw: its exception ends the reading
    /// and becomes that of <see cref="ChildProcess.Exited"/>. Without it the output is discarded.
    /// </summary>
    public Action<OutputLine>? Output { get; init; }
}
