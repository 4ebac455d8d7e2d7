namespace RvWeb.Deploy.Release.Checks;

/// <summary>What came back, or why nothing did (status 0).</summary>
internal sealed record SiteAnswer(int Status, string Body, string Cache, string CacheControl, double Milliseconds)
{
    /// <summary>CloudFront's own words: "Hit from cloudfront", "Miss from cloudfront", ...</summary>
    internal bool IsHit => Cache.StartsWith("Hit", StringComparison.OrdinalIgnoreCase) || Cache.StartsWith("RefreshHit", StringComparison.OrdinalIgnoreCase);

    internal bool IsMiss => Cache.StartsWith("Miss", StringComparison.OrdinalIgnoreCase);
}
