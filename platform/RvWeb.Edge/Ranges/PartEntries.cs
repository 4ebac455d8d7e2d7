using RvWeb.Edge.Cache;
using RvWeb.Edge.Keys;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Ranges;

/// <summary>
/// Under which entry a request for ranges is answered. A whole object serves every range. Without one the origin is asked for
/// the range, and what it sends is an entry of its own. AWS says that parts are cached, not how; our choice: a part answers
/// requests for the very same ranges.
/// </summary>
internal static class PartEntries
{
    /// <summary>Sets <see cref="Exchange.Part"/> if the origin must be asked for a part.</summary>
    public static string Choose(Exchange exchange, string wholeKey, StoredAnswer? whole, DateTimeOffset now)
    {
        exchange.Part = null;
        var headers = exchange.Request.Headers;
        if (exchange.Request.Method != "GET" || IsOfUse(whole, now) || RangeSet.Parse(headers.Range) is null)
            return wholeKey;
        exchange.Part = new WantedPart(wholeKey, whole, IsKept: headers.IfRange.Count == 0);
        return exchange.Part.IsKept ? CacheKey.OfPart(wholeKey, headers.Range.ToString()) : wholeKey;
    }

    private static bool IsOfUse(StoredAnswer? whole, DateTimeOffset now) =>
        whole is not null && (whole.MayRevalidate || CacheDecision.For(whole.Times, now).Verdict is not Verdict.Expired);
}
