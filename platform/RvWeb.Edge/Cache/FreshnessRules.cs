using RvWeb.Edge.Policies;

namespace RvWeb.Edge.Cache;

/// <summary>
/// How long an answer stays fresh: the table of
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#ExpirationDownloadDist (T1 to T17).
/// </summary>
internal static class FreshnessRules
{
    public static Lifetime Of(CachePolicy policy, OriginHeaders origin, DateTimeOffset now)
    {
        if (policy.CachingDisabled)
            return new Lifetime(null, $"not cached: policy {policy.Name} switches caching off");
        if (origin.Status is not ((>= 200 and < 400) and not 206 and not 304) && origin is not { Status: 206, AnswersRange: true })
            return new Lifetime(null, $"not cached: status {origin.Status}");
        // T17: these two are cached only if the origin says so.
        if (origin is { Status: 307 or 308, HasCacheControl: false })
            return new Lifetime(null, $"not cached: {origin.Status} without Cache-Control");
        // V1: with MinTTL 0 such an object is stored, but each request goes to the origin.
        if (origin.VariesOnEverything && policy.MinTtl == TimeSpan.Zero)
            return new Lifetime(TimeSpan.Zero, "not reused: Vary: * and MinTTL 0");
        return Rule(policy, origin, now);
    }

    private static Lifetime Rule(CachePolicy policy, OriginHeaders origin, DateTimeOffset now)
    {
        var control = origin.CacheControl;
        if (control.ForbidsReuse)
            return Forbidden(policy, control);
        if (control.SharedMaxAge is { } shared)
            return Clamped(policy, shared, "s-maxage");
        if (control.MaxAge is { } maxAge)
            return Clamped(policy, maxAge, "max-age");
        if (origin.Expires is { } expires)
            return Clamped(policy, expires > now ? expires - now : TimeSpan.Zero, "Expires");
        // T9: one of three pages would not take DefaultTTL for a Cache-Control without lifetime.
        var mark = origin.HasCacheControl ? " " + OurChoice.Mark : "";
        return policy.MinTtl > policy.DefaultTtl
            ? new Lifetime(policy.MinTtl, $"no lifetime from the origin: MinTTL {Text(policy.MinTtl)}{mark}")
            : new Lifetime(policy.DefaultTtl, $"no lifetime from the origin: DefaultTTL {Text(policy.DefaultTtl)}{mark}");
    }

    private static Lifetime Forbidden(CachePolicy policy, CacheControl control) => policy.MinTtl > TimeSpan.Zero
        ? new Lifetime(policy.MinTtl, $"cached for MinTTL {Text(policy.MinTtl)} in spite of Cache-Control: {control.Forbidding}")
        // S12: such an object is kept for the case that the origin fails, it is just never fresh.
        : new Lifetime(TimeSpan.Zero, $"not cached: Cache-Control: {control.Forbidding} and MinTTL 0");

    private static Lifetime Clamped(CachePolicy policy, TimeSpan asked, string source)
    {
        if (asked < policy.MinTtl)
            return new Lifetime(policy.MinTtl, $"{source} {Text(asked)} raised to MinTTL {Text(policy.MinTtl)}");
        return asked > policy.MaxTtl
            ? new Lifetime(policy.MaxTtl, $"{source} {Text(asked)} lowered to MaxTTL {Text(policy.MaxTtl)}")
            : new Lifetime(asked, $"{source} {Text(asked)}");
    }

    public static string Text(TimeSpan time) => FormattableString.Invariant($"{Math.Floor(time.TotalSeconds):0} s");
}
