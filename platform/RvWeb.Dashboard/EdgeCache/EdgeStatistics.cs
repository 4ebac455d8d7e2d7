namespace RvWeb.Dashboard.EdgeCache;

/// <summary>Numbers since the edge's start.</summary>
internal sealed record EdgeStatistics(long OriginFetches, int Invalidations, EdgeLocationNumbers[] Locations)
{
    public long Hits => Locations.Sum(location => location.Hits + location.RefreshHits);

    public long Requests => Locations.Sum(location => location.Hits + location.RefreshHits + location.Misses + location.Errors + location.Others);
}
