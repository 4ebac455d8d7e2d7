using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.EdgeLocations;

/// <summary>How many viewer requests ended how, by X-Cache.</summary>
internal sealed class RequestCounts
{
    private long _hits;
    private long _refreshHits;
    private long _misses;
    private long _errors;
    private long _others;

    public long Hits => Volatile.Read(ref _hits);
    public long RefreshHits => Volatile.Read(ref _refreshHits);
    public long Misses => Volatile.Read(ref _misses);
    public long Errors => Volatile.Read(ref _errors);

    /// <summary>Redirects and answers that a function made.</summary>
    public long Others => Volatile.Read(ref _others);

    public void Count(string xCache) => Interlocked.Increment(ref Of(xCache));

    private ref long Of(string xCache)
    {
        switch (xCache)
        {
            case Outcome.Hit: return ref _hits;
            case Outcome.RefreshHit: return ref _refreshHits;
            case Outcome.Miss: return ref _misses;
            case Outcome.Error: return ref _errors;
            default: return ref _others;
        }
    }
}
