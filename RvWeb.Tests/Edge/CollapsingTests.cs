using RvWeb.Edge.Policies;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-traffic-spikes</summary>
public sealed class CollapsingTests
{
    private const int Limit = 20_000;

    [Fact(Timeout = Limit)]
    public async Task Fifty_simultaneous_misses_make_one_fetch()
    {
        var origin = new CountingOrigin("max-age=60");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        origin.Hold();

        var replies = Enumerable.Range(0, 50).Select(_ => edge.GetAsync("/")).ToList();
        await origin.Arrived;
        origin.Release();
        var all = await Task.WhenAll(replies);

        Assert.Equal(1, origin.Fetches);
        Assert.All(all, reply => Assert.Equal("fetch 1", reply.Body));
        Assert.Single(all, reply => reply["X-Cache"] == "Miss from cloudfront");
    }

    [Fact(Timeout = Limit)]
    public async Task An_answer_that_may_not_be_shared_is_fetched_by_each()
    {
        var origin = new CountingOrigin("private");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        origin.Hold();

        var replies = Enumerable.Range(0, 10).Select(_ => edge.GetAsync("/")).ToList();
        await origin.Arrived;
        origin.Release();
        var all = await Task.WhenAll(replies);

        Assert.Equal(10, all.Select(reply => reply.Body).Distinct().Count());
    }

    [Fact(Timeout = Limit)]
    public async Task Forwarded_cookies_switch_collapsing_off()
    {
        var origin = new CountingOrigin("max-age=60");
        var toOrigin = new OriginRequestPolicy { Name = "cookies", Cookies = Names(SelectionMode.All) };
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, toOrigin: toOrigin, cancellationToken: TestContext.Current.CancellationToken);
        origin.Hold();

        var first = edge.GetAsync("/");
        await origin.Arrived;
        origin.HoldAlso();
        var second = edge.GetAsync("/");
        await origin.Arrived;
        origin.Release();
        await Task.WhenAll(first, second);

        Assert.Equal(2, origin.Fetches);
    }
}
