using RvWeb.Edge.Cache;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Rules;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#ExpirationDownloadDist</summary>
public sealed class FreshnessTests
{
    private const long Year = 31_536_000;

    [Theory]
    [InlineData(0, 86_400, Year, "max-age=60", 60)]
    [InlineData(0, 86_400, 30, "max-age=60", 30)]
    [InlineData(100, 86_400, Year, "max-age=60", 100)]
    [InlineData(0, 86_400, Year, "max-age=60, s-maxage=10", 10)]
    [InlineData(0, 86_400, Year, "s-maxage=10", 10)]
    [InlineData(0, 86_400, Year, null, 86_400)]
    [InlineData(100, 50, Year, null, 100)]
    [InlineData(0, 86_400, 30, null, 86_400)]
    [InlineData(0, 86_400, Year, "public", 86_400)]
    [InlineData(0, 0, Year, null, 0)]
    [InlineData(0, 86_400, Year, "no-store", 0)]
    [InlineData(0, 86_400, Year, "private, max-age=60", 0)]
    [InlineData(1, 86_400, Year, "no-store", 1)]
    [InlineData(1, 86_400, Year, "private, max-age=0", 1)]
    [InlineData(0, 86_400, Year, "no-cache=\"Set-Cookie\", max-age=60", 60)]
    [InlineData(0, 86_400, long.MaxValue / 1_000_000_000_000, "max-age=99999999999999999999", long.MaxValue / 1_000_000_000_000)]
    public void The_lifetime_follows_the_table(long min, long usual, long max, string? cacheControl, long expected)
    {
        var origin = cacheControl is null ? Origin(200) : Origin(200, ("Cache-Control", cacheControl));

        Assert.Equal(S(expected), FreshnessRules.Of(Policy(min, usual, max), origin, Now).Fresh);
    }

    [Theory]
    [InlineData(0, 20, 20)]
    [InlineData(0, -20, 0)]
    [InlineData(5, -20, 5)]
    public void Expires_counts_from_now_and_is_clamped(long min, int offset, long expected)
    {
        var origin = Origin(200, ("Expires", Now.AddSeconds(offset).ToString("r")));

        Assert.Equal(S(expected), FreshnessRules.Of(Policy(min), origin, Now).Fresh);
    }

    [Fact]
    public void Max_age_beats_an_Expires_in_the_past()
    {
        var origin = Origin(200, ("Cache-Control", "max-age=60"), ("Expires", Now.AddDays(-1).ToString("r")));

        Assert.Equal(S(60), FreshnessRules.Of(Policy(), origin, Now).Fresh);
    }

    [Fact]
    public void All_ttls_zero_switch_caching_off() =>
        Assert.Null(FreshnessRules.Of(Policy(0, 0, 0), Origin(200, ("Cache-Control", "max-age=60")), Now).Fresh);

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public void These_redirects_are_cached_only_with_Cache_Control(int status)
    {
        Assert.Null(FreshnessRules.Of(Policy(), Origin(status), Now).Fresh);
        Assert.Equal(S(9), FreshnessRules.Of(Policy(), Origin(status, ("Cache-Control", "max-age=9")), Now).Fresh);
    }

    [Fact]
    public void Vary_star_is_never_fresh_with_MinTTL_0() =>
        Assert.Equal(S(0), FreshnessRules.Of(Policy(), Origin(200, ("Vary", "*"), ("Cache-Control", "max-age=60")), Now).Fresh);

    [Fact]
    public void The_reason_names_directive_and_MinTTL() => Assert.Equal(
        "not cached: Cache-Control: private and MinTTL 0",
        FreshnessRules.Of(Policy(), Origin(200, ("Cache-Control", "private")), Now).Reason);
}
