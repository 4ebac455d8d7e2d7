namespace RvWeb.Lambda.SnapStart;

/// <summary>What an app wants done before the snapshot and after the restore; each runs once, on the thread that asks.</summary>
internal sealed class SnapshotHooks
{
    private readonly Lock _lock = new();
    private readonly Stack<Func<ValueTask>> _before = new();
    private readonly Queue<Func<ValueTask>> _after = new();

    public void Before(Func<ValueTask> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        lock (_lock)
            _before.Push(hook);
    }

    public void After(Func<ValueTask> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        lock (_lock)
            _after.Enqueue(hook);
    }

    /// <summary>The last registered first; also what a hook registers.</summary>
    public void RunBefore() => Run(_before.TryPop);

    /// <summary>The first registered first.</summary>
    public void RunAfter() => Run(_after.TryDequeue);

    private void Run(Take take)
    {
        while (Next(take) is { } hook)
            hook().AsTask().GetAwaiter().GetResult();
    }

    private Func<ValueTask>? Next(Take take)
    {
        lock (_lock)
            return take(out var hook) ? hook : null;
    }

    private delegate bool Take([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out Func<ValueTask> hook);
}
