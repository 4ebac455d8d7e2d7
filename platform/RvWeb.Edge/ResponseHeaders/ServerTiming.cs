using System.Globalization;
using System.Text;

namespace RvWeb.Edge.ResponseHeaders;

/// <summary>
/// The Server-Timing header
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html#server-timing-header).
/// </summary>
internal static class ServerTiming
{
    /// <summary><c>Pragma: server-timing</c> always gets it, everybody else by the policy's share.</summary>
    public static bool IsWanted(double? share, HeaderFields viewer, Func<double> draw) => share is { } some
        && (some >= 1 || viewer.Pragma.Any(value => string.Equals(value, "server-timing", StringComparison.OrdinalIgnoreCase)) || (some > 0 && draw() < some));

    /// <param name="decision">The outcome's decision.</param>
    /// <param name="pop">The edge location.</param>
    /// <param name="requestId">The value of X-Amz-Cf-Id.</param>
    /// <param name="upstream">From asking the origin to its first byte, connecting included; null if nobody waited for it.</param>
    /// <param name="downstream">From the viewer's request to the first byte of the answer.</param>
    /// <param name="origin">The origin's own value; it stays only where the origin has just given it.</param>
    public static string Of(string decision, string pop, string requestId, TimeSpan? upstream, TimeSpan downstream, string? origin)
    {
        var value = new StringBuilder();
        var isFromCache = decision is "hit" or "stale" or "refresh";
        // A local origin has no name to look up, and connecting is part of the first byte's latency.
        if (!isFromCache && upstream is { } waited)
            Add(value, "cdn-upstream-layer;desc=\"EDGE\"", "cdn-upstream-dns;dur=0", "cdn-upstream-connect;dur=0", $"cdn-upstream-fbl;dur={Milliseconds(waited)}");
        if (isFromCache)
            Add(value, decision == "hit" ? "cdn-cache-hit" : "cdn-cache-refresh");
        else if (upstream is not null)
            Add(value, "cdn-cache-miss");
        Add(value, $"cdn-pop;desc=\"{pop}\"", $"cdn-rid;desc=\"{requestId}\"");
        if (decision == "hit")
            Add(value, "cdn-hit-layer;desc=\"EDGE\"");
        Add(value, $"cdn-downstream-fbl;dur={Milliseconds(downstream)}");
        if (!isFromCache && origin is { Length: > 0 })
            Add(value, origin);
        return value.ToString();
    }

    private static void Add(StringBuilder value, params ReadOnlySpan<string> metrics)
    {
        foreach (var metric in metrics)
            value.Append(value.Length == 0 ? "" : ",").Append(metric);
    }

    private static string Milliseconds(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
