using RvWeb.Edge.Policies;
using RvWeb.Edge.Viewer;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Viewers;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#ResponseCustomVary</summary>
public sealed class VaryTests
{
    [Theory]
    [InlineData("Accept-Encoding, Cookie", "Accept-Encoding, Cookie")]
    [InlineData("accept-encoding, RSC, Next-Url", "accept-encoding")]
    [InlineData("RSC", "")]
    [InlineData("User-Agent", "")]
    [InlineData("*", "*")]
    public void Without_forwarded_headers_little_is_left(string vary, string expected) => Assert.Equal(expected, VaryFilter.Of(Behavior(Policy()), vary).ToString());

    [Fact]
    public void Forwarded_headers_stay() => Assert.Equal("rsc", VaryFilter.Of(Behavior(Policy() with { Headers = HeaderNames("RSC") }), "rsc, Next-Url").ToString());

    [Fact]
    public void A_device_header_keeps_the_user_agent() => Assert.Equal(
        "User-Agent",
        VaryFilter.Of(Behavior(Policy() with { Headers = HeaderNames("CloudFront-Is-Mobile-Viewer") }), "User-Agent").ToString());

    [Fact]
    public void With_a_minimum_lifetime_the_asterisk_is_dropped() => Assert.Equal("", VaryFilter.Of(Behavior(Policy(min: 1)), "*").ToString());

    [Fact]
    public void A_viewers_own_CloudFront_header_passes_by_name_only()
    {
        var all = Behavior(Policy(), ManagedPolicies.OriginRequest["216adef6-5c7f-47e4-b989-5492eafa07d3"]);
        var named = Behavior(Policy(), ManagedPolicies.OriginRequest["33f36d7e-f396-46d9-90e0-52428a34d9dc"]);

        Assert.False(all.ForwardsHeader("CloudFront-Viewer-Country"));
        Assert.True(named.ForwardsHeader("cloudfront-viewer-country"));
        Assert.False(named.ForwardsHeader("CloudFront-Viewer-JA3-Fingerprint"));
    }
}
