using RvWeb.Edge.Policies;

namespace RvWeb.Edge.Cache;

/// <summary>How long an error is cached (E1 to E5).</summary>
internal static class ErrorRules
{
    public static readonly TimeSpan DefaultMinTtl = TimeSpan.FromSeconds(10);

    /// <summary>E4: for S3 origins 0 acts as 1 s.</summary>
    public static readonly TimeSpan LeastOfS3 = TimeSpan.FromSeconds(1);

    public static Lifetime Of(CachePolicy policy, OriginHeaders origin, TimeSpan errorCachingMinTtl, DateTimeOffset now)
    {
        if (policy.CachingDisabled)
            return new Lifetime(null, $"error {origin.Status} not cached: policy {policy.Name} switches caching off");
        if (!IsCacheable(origin))
            return new Lifetime(null, $"error {origin.Status} not cached: it is cached only with max-age or s-maxage, or never");
        if (origin is { CacheControl.ForbidsReuse: true, Status: 404 or 410 or 414 or 501 })
            return new Lifetime(null, $"error {origin.Status} not cached: Cache-Control: {origin.CacheControl.Forbidding}");
        var asked = Asked(origin, now);
        var capped = asked < policy.MaxTtl ? asked : policy.MaxTtl;
        var mark = origin.Status == 410 ? " " + OurChoice.Mark : "";
        return capped > errorCachingMinTtl
            ? new Lifetime(capped, $"error {origin.Status} cached as its headers say, {FreshnessRules.Text(capped)}{mark}")
            : new Lifetime(errorCachingMinTtl, $"error {origin.Status} cached for ErrorCachingMinTTL {FreshnessRules.Text(errorCachingMinTtl)}{mark}");
    }

    // 410: AWS's two lists leave it out while a third sentence implies it is cached; our choice: like 404.
    private static bool IsCacheable(OriginHeaders origin) => origin.Status switch
    {
        404 or 410 or 414 or 500 or 501 or 502 or 503 or 504 => true,
        400 or 403 or 405 or 412 or 415 => origin.CacheControl is not { MaxAge: null, SharedMaxAge: null },
        _ => false,
    };

    private static TimeSpan Asked(OriginHeaders origin, DateTimeOffset now) =>
        origin.CacheControl.SharedMaxAge
        ?? origin.CacheControl.MaxAge
        ?? (origin.Expires is { } expires && expires > now ? expires - now : TimeSpan.Zero);
}
