using RvWeb.Edge.Cache;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Rules;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html</summary>
public sealed class ErrorCachingTests
{
    [Theory]
    [InlineData(404, null, 10)]
    [InlineData(503, null, 10)]
    [InlineData(404, "max-age=60", 60)]
    [InlineData(404, "max-age=1", 10)]
    [InlineData(404, "max-age=500", 100)]
    [InlineData(404, "no-store", null)]
    [InlineData(501, "private", null)]
    [InlineData(500, "no-store", 10)]
    [InlineData(403, null, null)]
    [InlineData(403, "max-age=60", 60)]
    [InlineData(416, "max-age=60", null)]
    [InlineData(429, "max-age=60", null)]
    public void An_error_is_cached_for(int status, string? cacheControl, int? expected)
    {
        var origin = cacheControl is null ? Origin(status) : Origin(status, ("Cache-Control", cacheControl));

        var lifetime = ErrorRules.Of(Policy(max: 100), origin, ErrorRules.DefaultMinTtl, Now);

        Assert.Equal(expected, (int?)lifetime.Fresh?.TotalSeconds);
    }

    [Fact]
    public void CachingDisabled_caches_no_errors() =>
        Assert.Null(ErrorRules.Of(Policy(0, 0, 0), Origin(404), ErrorRules.DefaultMinTtl, Now).Fresh);
}
