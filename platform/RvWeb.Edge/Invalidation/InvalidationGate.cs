namespace RvWeb.Edge.Invalidation;

/// <summary>
/// Keeps a fetch that began before an invalidation from putting the old answer back after it. Only those who fill the cache
/// pass here; a hit does not.
/// </summary>
internal sealed class InvalidationGate
{
    /// <summary>A fetch that has outlived more invalidations than this fills nothing.</summary>
    private const int Remembered = 256;

    private readonly Lock _lock = new();
    private readonly Queue<InvalidationTargets> _recent = new();
    private long _moment;

    /// <summary>To be noted before the cache is looked into for what a fetch may confirm or replace.</summary>
    public long Moment => Volatile.Read(ref _moment);

    /// <summary>From now on, what is on its way to these targets is not stored. To be called before entries are removed.</summary>
    public void Announce(InvalidationTargets targets)
    {
        lock (_lock)
        {
            _recent.Enqueue(targets);
            if (_recent.Count > Remembered)
                _recent.Dequeue();
            Volatile.Write(ref _moment, _moment + 1);
        }
    }

    /// <summary>Stores what was fetched since <paramref name="began"/>, unless its key has been invalidated meanwhile.</summary>
    public void Fill(long began, string key, Action store)
    {
        lock (_lock)
        {
            if (!IsInvalidated(began, key))
                store();
        }
    }

    private bool IsInvalidated(long began, string key)
    {
        var since = _moment - began;
        return since != 0 && (since > _recent.Count || _recent.Skip(_recent.Count - (int)since).Any(targets => targets.Cover(key)));
    }
}
