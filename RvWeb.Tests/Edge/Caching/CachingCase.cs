using RvWeb.Edge.Cache;
using RvWeb.Edge.Policies;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>What the pure rules make of one origin's answer, some time later.</summary>
internal static class CachingCase
{
    /// <returns>hit, stale, expired or miss; "kept" if expired but still good for a failing origin.</returns>
    public static string After(CachePolicy policy, OriginHeaders origin, double age)
    {
        var times = StoreRules.Plan(policy, origin, ErrorRules.DefaultMinTtl, Now).Times;
        return CacheDecision.For(times, Now.AddSeconds(age)).Verdict switch
        {
            Verdict.Hit => "hit",
            Verdict.StaleWhileRevalidate => "stale",
            Verdict.Expired => CacheDecision.MayServeOnError(times!, Now.AddSeconds(age)) ? "kept" : "expired",
            Verdict.Miss => "miss",
            var other => other.ToString(),
        };
    }

    /// <summary>Header lines as one text, separated by <c>|</c>; <c>{-20}</c> stands for the date 20 s before now.</summary>
    public static OriginHeaders Answer(int status, string lines) => Origin(status,
    [
        .. lines.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line =>
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            return (line[..colon], Dated(line[(colon + 1)..].Trim()));
        }),
    ]);

    private static string Dated(string value) => value.StartsWith('{')
        ? Now.AddSeconds(double.Parse(value.Trim('{', '}'), System.Globalization.CultureInfo.InvariantCulture)).ToString("r")
        : value;
}
