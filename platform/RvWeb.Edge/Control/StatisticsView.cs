namespace RvWeb.Edge.Control;

/// <summary>Numbers since the start.</summary>
internal sealed record StatisticsView(long OriginFetches, int Invalidations, LocationView[] Locations);
