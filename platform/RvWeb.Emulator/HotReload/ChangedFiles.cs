namespace RvWeb.Emulator.HotReload;

/// <summary>The files that changed and that nobody has looked at yet.</summary>
internal sealed class ChangedFiles(TimeProvider time)
{
    // Builds and editors write in bursts. A folder that never comes to rest must not hold callers back for ever.
    internal static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);
    internal static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private HashSet<string> _files = new(StringComparer.Ordinal);
    private TaskCompletionSource _any = NewSignal();

    internal bool HasAny
    {
        get
        {
            lock (_gate)
                return _files.Count > 0;
        }
    }

    public void Add(string file)
    {
        TaskCompletionSource any;
        lock (_gate)
        {
            _files.Add(file);
            any = _any;
        }
        any.TrySetResult();
    }

    /// <summary>Completes when there is one.</summary>
    public Task AnyAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _any.Task.WaitAsync(cancellationToken);
    }

    public IReadOnlySet<string> Take()
    {
        lock (_gate)
        {
            var taken = _files;
            _files = new HashSet<string>(StringComparer.Ordinal);
            _any = NewSignal();
            return taken;
        }
    }

    /// <summary>Takes what comes until nothing came for a moment.</summary>
    public async Task<IReadOnlySet<string>> TakeUntilQuietAsync(CancellationToken cancellationToken)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        var began = time.GetTimestamp();
        do
        {
            all.UnionWith(Take());
        }
        while (time.GetElapsedTime(began) < LongestWait && await ComesWithinAsync(Quiet, cancellationToken));
        return all;
    }

    private async Task<bool> ComesWithinAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        Task any;
        lock (_gate)
            any = _any.Task;
        try
        {
            await any.WaitAsync(limit, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
