namespace RvWeb.Edge.Cache;

/// <summary>What to do with a request for a key.</summary>
internal enum Verdict
{
    /// <summary>Nothing stored: ask the origin.</summary>
    Miss,

    /// <summary>Serve the fresh copy.</summary>
    Hit,

    /// <summary>Serve the stale copy now and fetch a new one in the background.</summary>
    StaleWhileRevalidate,

    /// <summary>Serve the stale copy; the origin has just failed and is not asked yet.</summary>
    StaleAfterFailure,

    /// <summary>The copy has expired: ask the origin before answering.</summary>
    Expired,
}
