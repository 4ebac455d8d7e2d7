using RvWeb.Edge.Cache;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>
/// E1 to E5; -1 stands for "not cached". Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
/// and https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
/// </summary>
public sealed class ErrorTableTests
{
    [Theory]
    [InlineData(404, 414, 500, 501, 502, 503, 504)]
    public void These_are_cached_without_being_asked(params int[] codes) => Assert.All(codes, code => Assert.Equal(10, Seconds(code, "")));

    [Theory]
    [InlineData(400, 403, 405, 412, 415)]
    public void These_are_cached_only_with_an_age_of_their_own(params int[] codes) => Assert.All(codes, code =>
    {
        Assert.Equal(-1, Seconds(code, ""));
        Assert.Equal(-1, Seconds(code, "Expires: {60}"));
        Assert.Equal(-1, Seconds(code, "Cache-Control: public"));
        Assert.Equal(60, Seconds(code, "Cache-Control: max-age=60"));
        Assert.Equal(60, Seconds(code, "Cache-Control: s-maxage=60"));
        Assert.Equal(10, Seconds(code, "Cache-Control: max-age=0"));
    });

    [Theory]
    [InlineData(401, 402, 406, 407, 408, 409, 411, 413, 416, 417, 418, 421, 422, 425, 426, 428, 429, 431, 451, 505, 511, 599)]
    public void These_are_never_cached(params int[] codes) => Assert.All(codes, code => Assert.Equal(-1, Seconds(code, "Cache-Control: max-age=60")));

    [Theory]
    [InlineData("", 10)]
    [InlineData("Cache-Control: max-age=60", 60)]
    [InlineData("Cache-Control: max-age=9", 10)]
    [InlineData("Cache-Control: s-maxage=60, max-age=20", 60)]
    [InlineData("Cache-Control: max-age=5000", 1_000)]
    [InlineData("Expires: {60}", 60)]
    [InlineData("Expires: {-60}", 10)]
    [InlineData("Expires: {60} | Cache-Control: max-age=20", 20)]
    public void The_longer_of_ErrorCachingMinTTL_and_the_errors_own_time_counts(string headers, long expected) =>
        Assert.Equal(expected, Seconds(503, headers, max: 1_000));

    [Theory]
    [InlineData(404, "no-store", -1)]
    [InlineData(404, "private", -1)]
    [InlineData(410, "no-cache", -1)]
    [InlineData(414, "no-store", -1)]
    [InlineData(501, "no-cache, max-age=60", -1)]
    [InlineData(500, "no-store", 10)]
    [InlineData(502, "private", 10)]
    [InlineData(503, "no-cache", 10)]
    [InlineData(504, "no-store", 10)]
    public void Directives_that_forbid_reuse_hold_for_four_codes_only(int code, string cacheControl, long expected) =>
        Assert.Equal(expected, Seconds(code, "Cache-Control: " + cacheControl));

    [Fact]
    public void ErrorCachingMinTTL_0_leaves_the_errors_own_time()
    {
        Assert.Equal(-1, Seconds(500, "", errorTime: 0));
        Assert.Equal(3, Seconds(500, "Cache-Control: max-age=3", errorTime: 0));
    }

    [Fact]
    public void With_caching_switched_off_no_error_is_cached() =>
        Assert.Null(StoreRules.Plan(Policy(0, 0, 0), Origin(404), ErrorRules.DefaultMinTtl, Now).Times);

    private static long Seconds(int code, string headers, long max = 31_536_000, long errorTime = 10) => (long)(StoreRules.Plan(
        Policy(max: max), CachingCase.Answer(code, headers), S(errorTime), Now).Times?.Lifetime.TotalSeconds ?? -1);
}
