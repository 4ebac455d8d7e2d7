using RvWeb.Edge.ResponseHeaders;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Viewers;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html#server-timing-header</summary>
public sealed class ServerTimingTests
{
    [Fact]
    public void A_miss_names_the_upstream_and_ends_with_the_origins_value() => Assert.Equal(
        "cdn-upstream-layer;desc=\"EDGE\",cdn-upstream-dns;dur=0,cdn-upstream-connect;dur=0,cdn-upstream-fbl;dur=177,cdn-cache-miss,cdn-pop;desc=\"P\",cdn-rid;desc=\"id\",cdn-downstream-fbl;dur=436,db;dur=5",
        ServerTiming.Of("miss", "P", "id", S(0.1775), S(0.436), "db;dur=5"));

    [Fact]
    public void A_hit_names_its_layer_and_not_the_origins_value() => Assert.Equal(
        "cdn-cache-hit,cdn-pop;desc=\"P\",cdn-rid;desc=\"id\",cdn-hit-layer;desc=\"EDGE\",cdn-downstream-fbl;dur=0",
        ServerTiming.Of("hit", "P", "id", null, S(0), "db;dur=5"));

    [Theory]
    [InlineData("refresh")]
    [InlineData("stale")]
    public void A_renewed_or_stale_copy_is_a_refresh(string decision) => Assert.Equal(
        "cdn-cache-refresh,cdn-pop;desc=\"P\",cdn-rid;desc=\"id\",cdn-downstream-fbl;dur=1",
        ServerTiming.Of(decision, "P", "id", S(5), S(0.001), null));

    [Fact]
    public void A_refused_request_has_no_upstream_and_no_cache() =>
        Assert.Equal("cdn-pop;desc=\"P\",cdn-rid;desc=\"id\",cdn-downstream-fbl;dur=0", ServerTiming.Of("error", "P", "id", null, S(0), null));

    [Theory]
    [InlineData(1.0, 0.999999, true)]
    [InlineData(0.5, 0.499999, true)]
    [InlineData(0.5, 0.5, false)]
    [InlineData(0.0, 0.0, false)]
    public void A_share_of_the_answers_gets_it(double share, double drawn, bool isWanted) =>
        Assert.Equal(isWanted, ServerTiming.IsWanted(share, Request().Headers, () => drawn));

    [Fact]
    public void Pragma_asks_for_it_whatever_the_share_but_not_if_it_is_off()
    {
        var viewer = Request(headers: ("Pragma", "Server-Timing")).Headers;

        Assert.True(ServerTiming.IsWanted(0, viewer, () => 1));
        Assert.False(ServerTiming.IsWanted(null, viewer, () => 0));
    }
}
