using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>
/// S1 to S15 with a clock. "kept": the origin is asked first, and the copy stands in if that fails; "expired": it does not.
/// Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#stale-content
/// </summary>
public sealed class StaleTableTests
{
    private const long Year = 31_536_000;

    [Theory]
    // S2: the window begins where the lifetime ends
    [InlineData(0, Year, "max-age=10, stale-while-revalidate=20", 9.999, "hit")]
    [InlineData(0, Year, "max-age=10, stale-while-revalidate=20", 10, "stale")]
    [InlineData(0, Year, "max-age=10, stale-while-revalidate=20", 29.999, "stale")]
    [InlineData(0, Year, "max-age=10, stale-while-revalidate=20", 30, "kept")]
    [InlineData(0, Year, "s-maxage=10, stale-while-revalidate=20", 29, "stale")]
    [InlineData(0, Year, "max-age=0, stale-while-revalidate=20", 0, "stale")]
    [InlineData(0, Year, "max-age=10, stale-while-revalidate=0", 10, "kept")]
    [InlineData(0, Year, "max-age=10, stale-while-revalidate", 10, "kept")]
    [InlineData(0, Year, "max-age=10, stale-while-revalidate=\"20\"", 29, "stale")]
    // S3, S4: never past MaxTTL, counted as age
    [InlineData(0, 15, "max-age=10, stale-while-revalidate=20", 14.999, "stale")]
    [InlineData(0, 15, "max-age=10, stale-while-revalidate=20", 15, "expired")]
    [InlineData(0, 10, "max-age=10, stale-while-revalidate=20", 10, "expired")]
    [InlineData(0, 15, "max-age=10, stale-if-error=20", 14, "kept")]
    [InlineData(0, 15, "max-age=10, stale-if-error=20", 15, "expired")]
    // S5, S7: the longer of the two windows holds for a failing origin
    [InlineData(0, Year, "max-age=10, stale-if-error=20", 29, "kept")]
    [InlineData(0, Year, "max-age=10, stale-if-error=20", 30, "expired")]
    [InlineData(0, Year, "max-age=10, stale-while-revalidate=5, stale-if-error=20", 14, "stale")]
    [InlineData(0, Year, "max-age=10, stale-while-revalidate=5, stale-if-error=20", 15, "kept")]
    [InlineData(0, Year, "max-age=10, stale-while-revalidate=5, stale-if-error=20", 30, "expired")]
    [InlineData(0, Year, "max-age=10, stale-while-revalidate=50, stale-if-error=20", 59, "stale")]
    [InlineData(0, Year, "max-age=10, stale-while-revalidate=50, stale-if-error=20", 60, "expired")]
    // S8: without a directive, up to MaxTTL
    [InlineData(0, 1_000, "max-age=10", 999, "kept")]
    [InlineData(0, 1_000, "max-age=10", 1_000, "expired")]
    [InlineData(0, Year, "max-age=10, must-revalidate", 11, "kept")]
    [InlineData(0, Year, "max-age=10, proxy-revalidate", 11, "kept")]
    // S11: the opt-out
    [InlineData(0, Year, "max-age=10, stale-if-error=0", 10, "expired")]
    [InlineData(0, Year, "max-age=10, stale-if-error=0, stale-while-revalidate=20", 11, "stale")]
    // S12: what forbids reuse is kept for a failing origin
    [InlineData(0, Year, "no-store", 0, "kept")]
    [InlineData(0, Year, "no-cache", 100, "kept")]
    [InlineData(0, Year, "private, max-age=60", 1, "kept")]
    [InlineData(0, Year, "no-store, stale-if-error=0", 0, "expired")]
    [InlineData(0, Year, "no-store, stale-while-revalidate=20", 1, "kept")]
    [InlineData(5, Year, "no-store", 4, "hit")]
    [InlineData(5, Year, "no-store", 5, "kept")]
    [InlineData(5, Year, "private, stale-while-revalidate=20", 24, "stale")]
    // S14: the lifetime is MinTTL, the window comes after it
    [InlineData(5, Year, "max-age=0, stale-while-revalidate=10", 4, "hit")]
    [InlineData(5, Year, "max-age=0, stale-while-revalidate=10", 14, "stale")]
    [InlineData(5, Year, "max-age=0, stale-while-revalidate=10", 15, "kept")]
    public void A_copy_of_this_age_is(long min, long max, string cacheControl, double age, string expected) =>
        Assert.Equal(expected, CachingCase.After(Policy(min, min, max), Origin(200, ("Cache-Control", cacheControl)), age));

    [Theory]
    [InlineData(0, "stale-while-revalidate=20", 0, "stale")]
    [InlineData(10, "stale-while-revalidate=20", 29, "stale")]
    [InlineData(10, "stale-while-revalidate=20", 30, "kept")]
    public void Without_a_lifetime_the_window_comes_after_DefaultTTL(long usual, string cacheControl, double age, string expected) =>
        Assert.Equal(expected, CachingCase.After(Policy(usual: usual), Origin(200, ("Cache-Control", cacheControl)), age));

    [Fact]
    public void With_caching_switched_off_nothing_is_kept_for_a_failing_origin() =>
        Assert.Equal("miss", CachingCase.After(Policy(0, 0, 0), Origin(200, ("Cache-Control", "max-age=60, stale-if-error=60")), 0));

    [Theory]
    [InlineData(0, "kept")]
    [InlineData(1, "stale")]
    public void Vary_star_has_a_stale_window_only_if_MinTTL_keeps_it(long min, string expected) => Assert.Equal(
        expected,
        CachingCase.After(Policy(min), CachingCase.Answer(200, "Vary: * | Cache-Control: max-age=2, stale-while-revalidate=10"), 5));

    [Theory]
    [InlineData(404, "max-age=60, stale-while-revalidate=60", 61)]
    [InlineData(500, "stale-if-error=60", 11)]
    public void An_error_is_never_served_stale(int status, string cacheControl, double age) =>
        Assert.Equal("expired", CachingCase.After(Policy(), Origin(status, ("Cache-Control", cacheControl)), age));
}
