namespace RvWeb.Dashboard.EdgeCache;

/// <summary>An edge at one moment: a report, or why there is none.</summary>
internal sealed record EdgeState(string Name, EdgeReport? Report, string? Problem);
