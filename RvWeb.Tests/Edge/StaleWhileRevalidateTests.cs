using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#stale-content</summary>
public sealed class StaleWhileRevalidateTests
{
    private const int Limit = 20_000;

    [Fact(Timeout = Limit)]
    public async Task A_page_is_missed_hit_served_stale_with_one_background_fetch_and_fresh_again()
    {
        var origin = new CountingOrigin("max-age=2, stale-while-revalidate=58");
        using var spans = new SpanWatch("/swr");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);

        var miss = await edge.GetAsync("/swr");
        edge.Clock.Advance(S(1));
        var hit = await edge.GetAsync("/swr");

        Assert.Equal(("Miss from cloudfront", "fetch 1"), (miss["X-Cache"], miss.Body));
        Assert.Equal(("Hit from cloudfront", "1", "fetch 1"), (hit["X-Cache"], hit["Age"], hit.Body));

        edge.Clock.Advance(S(4));
        origin.Hold();
        var stale = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => edge.GetAsync("/swr")));
        await origin.Arrived;

        Assert.All(stale, reply => Assert.Equal(("RefreshHit from cloudfront", "5", "fetch 1"), (reply["X-Cache"], reply["Age"], reply.Body)));
        Assert.Equal(2, origin.Fetches);

        origin.Release();
        await spans.Revalidated;
        var fresh = await edge.GetAsync("/swr");

        Assert.Equal(("Hit from cloudfront", "0", "fetch 2"), (fresh["X-Cache"], fresh["Age"], fresh.Body));
        Assert.Equal(2, origin.Fetches);
    }

    [Fact(Timeout = Limit)]
    public async Task A_validator_makes_the_refresh_conditional_and_a_304_renews_the_copy()
    {
        var origin = new CountingOrigin("max-age=2, stale-while-revalidate=58") { ETag = "\"v1\"" };
        using var spans = new SpanWatch("/conditional");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/conditional");

        edge.Clock.Advance(S(3));
        await edge.GetAsync("/conditional");
        await spans.Revalidated;
        var renewed = await edge.GetAsync("/conditional");

        Assert.Equal(["", "\"v1\""], origin.Validators);
        Assert.Equal(("Hit from cloudfront", "0", "fetch 1"), (renewed["X-Cache"], renewed["Age"], renewed.Body));
    }

    [Fact(Timeout = Limit)]
    public async Task A_failed_refresh_keeps_the_copy_and_is_not_repeated_before_ErrorCachingMinTTL()
    {
        var origin = new CountingOrigin("max-age=2, stale-while-revalidate=58");
        using var spans = new SpanWatch("/failing");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/failing");
        origin.Status = 500;

        edge.Clock.Advance(S(3));
        await edge.GetAsync("/failing");
        await spans.Revalidated;
        edge.Clock.Advance(S(9));
        var quiet = await edge.GetAsync("/failing");
        var fetchesWhileQuiet = origin.Fetches;
        origin.Hold();
        edge.Clock.Advance(S(1));
        await edge.GetAsync("/failing");
        await origin.Arrived;
        origin.Release();

        Assert.Equal((200, "RefreshHit from cloudfront", "fetch 1"), (quiet.Status, quiet["X-Cache"], quiet.Body));
        Assert.Equal(2, fetchesWhileQuiet);
        Assert.Equal(3, origin.Fetches);
    }

    [Fact(Timeout = Limit)]
    public async Task Past_the_window_the_viewer_waits_for_the_origin()
    {
        var origin = new CountingOrigin("max-age=2, stale-while-revalidate=5");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/");

        edge.Clock.Advance(S(7));
        var reply = await edge.GetAsync("/");

        Assert.Equal(("Miss from cloudfront", "fetch 2"), (reply["X-Cache"], reply.Body));
    }

    [Fact(Timeout = Limit)]
    public async Task A_running_refresh_is_awaited_when_the_edge_stops()
    {
        var origin = new CountingOrigin("max-age=2, stale-while-revalidate=58");
        using var spans = new SpanWatch("/drain");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/drain");
        edge.Clock.Advance(S(3));
        origin.Hold();
        await edge.GetAsync("/drain");
        await origin.Arrived;

        var stopping = edge.StopEdgeAsync();
        origin.Release();
        await stopping;

        Assert.True(spans.Revalidated.IsCompletedSuccessfully);
        Assert.Contains(spans.Spans, span => span.Kind == System.Diagnostics.ActivityKind.Client && (int?)span.GetTagItem("http.response.status_code") == 200 && span.ParentId == spans.Revalidated.Result.Id);
    }
}
