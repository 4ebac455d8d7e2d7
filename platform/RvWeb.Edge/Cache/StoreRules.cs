using RvWeb.Edge.Policies;

namespace RvWeb.Edge.Cache;

/// <summary>Whether, how long and for what an origin's answer is kept: the rules of freshness and of errors together.</summary>
internal static class StoreRules
{
    public static StorePlan Plan(CachePolicy policy, OriginHeaders origin, TimeSpan errorCachingMinTtl, DateTimeOffset now)
    {
        var isError = origin.Status >= 400;
        var lifetime = isError ? ErrorRules.Of(policy, origin, errorCachingMinTtl, now) : FreshnessRules.Of(policy, origin, now);
        var times = lifetime.Fresh is { } fresh && !(isError && fresh == TimeSpan.Zero) ? EntryTimes.For(policy, origin, fresh, now) : null;
        return new StorePlan(times, origin, lifetime.Reason);
    }
}
