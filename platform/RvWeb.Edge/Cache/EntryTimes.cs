using RvWeb.Edge.Policies;

namespace RvWeb.Edge.Cache;

/// <summary>Until when a stored answer may be used for what.</summary>
internal sealed record EntryTimes
{
    public required DateTimeOffset StoredAt { get; init; }
    public required TimeSpan Lifetime { get; init; }

    /// <summary>Age up to which a stale copy is served while a new one is fetched; the lifetime if there is no such window.</summary>
    public required TimeSpan RevalidateUntil { get; init; }

    /// <summary>Age up to which a stale copy stands in for a failing origin; the lifetime if there is no such window.</summary>
    public required TimeSpan ErrorUntil { get; init; }

    /// <summary>After a failed refresh: the origin is not asked again before this.</summary>
    public DateTimeOffset? NextAttempt { get; init; }

    public static EntryTimes For(CachePolicy policy, OriginHeaders origin, TimeSpan lifetime, DateTimeOffset now)
    {
        var control = origin.CacheControl;
        var isError = origin.Status >= 400;
        return new EntryTimes
        {
            StoredAt = now,
            Lifetime = lifetime,
            RevalidateUntil = isError || policy.MinTtl == TimeSpan.Zero && (control.ForbidsReuse || origin.VariesOnEverything)
                ? lifetime
                : WindowEnd(policy, lifetime, control.StaleWhileRevalidate ?? TimeSpan.Zero),
            // S8: without a directive an expired copy still stands in for a failing origin, up to MaxTTL (S4).
            ErrorUntil = isError ? lifetime : WindowEnd(policy, lifetime, control.StaleIfError ?? policy.MaxTtl),
        };
    }

    /// <summary>
    /// S3 and S4 can be read two ways. Our choice, as S4's sentence says it: the limit is on the age, min(lifetime + window,
    /// MaxTTL). So a MaxTTL equal to max-age leaves no stale window.
    /// </summary>
    private static TimeSpan WindowEnd(CachePolicy policy, TimeSpan lifetime, TimeSpan window)
    {
        var end = lifetime + window < policy.MaxTtl ? lifetime + window : policy.MaxTtl;
        return end > lifetime ? end : lifetime;
    }
}
