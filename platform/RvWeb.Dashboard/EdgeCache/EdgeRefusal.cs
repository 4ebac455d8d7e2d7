namespace RvWeb.Dashboard.EdgeCache;

internal sealed record EdgeRefusal(string? Error);
