namespace RvWeb.Dashboard.EdgeCache;

/// <summary>What <c>GET /.edge/inspect</c> answers, as far as the page shows it.</summary>
internal sealed record EdgeReport(EdgeStatistics Statistics, EdgeEntry[] Entries);
