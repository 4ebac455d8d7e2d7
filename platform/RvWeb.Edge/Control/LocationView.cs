namespace RvWeb.Edge.Control;

/// <summary>One edge location: what it holds now, and its viewer requests since the start by X-Cache.</summary>
/// <param name="Pop">Its name.</param>
/// <param name="Entries">Stored answers.</param>
/// <param name="Bytes">What they count against the budget.</param>
/// <param name="RevalidationsRunning">Background fetches, waiting ones included.</param>
/// <param name="Hits">Hit from cloudfront.</param>
/// <param name="RefreshHits">RefreshHit from cloudfront: stale or confirmed copies.</param>
/// <param name="Misses">Miss from cloudfront, passed through ones included.</param>
/// <param name="Errors">Error from cloudfront.</param>
/// <param name="Others">Redirects and answers of functions.</param>
internal sealed record LocationView(
    string Pop, int Entries, long Bytes, int RevalidationsRunning, long Hits, long RefreshHits, long Misses, long Errors, long Others);
