namespace RvWeb.Dashboard.EdgeCache;

internal sealed record PurgePaths(string[] Paths);
