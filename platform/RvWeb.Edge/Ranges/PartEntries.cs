using System.Globalization;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Keys;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Ranges;

/// <summary>
/// Under which entry a request for ranges is answered. A whole object serves every range. Without one the origin is asked for
/// the range, and what it sends is an entry of its own. AWS says that parts are cached, not how; our choice: a part answers
/// requests for the very same ranges, and one range that lies in it. Parts are not put together.
/// </summary>
internal sealed class PartEntries(MemoryStore store, TimeProvider time)
{
    /// <summary>Sets <see cref="Exchange.Part"/> if the origin must be asked for a part.</summary>
    public string Choose(Exchange exchange, string wholeKey)
    {
        exchange.Part = null;
        var (headers, whole) = (exchange.Request.Headers, store.Get(wholeKey));
        if (exchange.Request.Method != "GET" || IsOfUse(whole) || RangeSet.Parse(headers.Range) is not { } ranges)
            return wholeKey;
        exchange.Part = new WantedPart(wholeKey, whole, headers.Range, headers.IfRange);
        if (!exchange.Part.IsKept)
            return wholeKey;
        var own = CacheKey.OfPart(wholeKey, headers.Range.ToString());
        if (ranges.Only is not { } only || IsUsable(store.Get(own)) || Larger(wholeKey, only) is not { } larger)
            return own;
        // Should the larger part be fetched anew, then all of it.
        exchange.Part = exchange.Part with
        {
            IsLarger = true,
            Range = string.Create(CultureInfo.InvariantCulture, $"bytes={larger.Part.Bytes.First}-{larger.Part.Bytes.Last}"),
        };
        return larger.Key;
    }

    private (string Key, StoredPart Part)? Larger(string wholeKey, RangeSpec range)
    {
        foreach (var (key, answer) in store.Covering(wholeKey, range))
        {
            if (IsUsable(answer))
                return (key, answer.Part!);
        }

        return null;
    }

    /// <summary>It can be served without the origin being waited for.</summary>
    private bool IsUsable(StoredAnswer? answer) =>
        answer is not null && CacheDecision.For(answer.Times, time.GetUtcNow()).Verdict is not Verdict.Expired;

    private bool IsOfUse(StoredAnswer? whole) => whole is not null && (whole.MayRevalidate || IsUsable(whole));
}
