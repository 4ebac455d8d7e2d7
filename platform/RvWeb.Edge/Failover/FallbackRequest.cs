using RvWeb.Edge.Origin;

namespace RvWeb.Edge.Failover;

/// <summary>What is asked of the second member of an origin group if the first fails.</summary>
internal sealed record FallbackRequest(OriginGroup Group, OriginRequest Request);
