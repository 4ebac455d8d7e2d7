namespace RvWeb.Dashboard.EdgeCache;

internal sealed record EdgeLocationNumbers(
    string Pop, int Entries, long Bytes, int RevalidationsRunning, long Hits, long RefreshHits, long Misses, long Errors, long Others);
