namespace RvWeb.Dashboard.Resources;

/// <summary>What one resource has to do with another, as an arrow.</summary>
internal sealed record GraphEdge(GraphNode From, GraphNode To, string Type);
