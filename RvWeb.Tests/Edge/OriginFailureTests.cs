using Microsoft.AspNetCore.Http;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html</summary>
public sealed class OriginFailureTests
{
    private const int Limit = 20_000;

    [Fact(Timeout = Limit)]
    public async Task An_origin_that_refuses_gives_a_502_page_with_the_request_id_and_the_cause()
    {
        await using var edge = await EdgeHarness.StartAsync(_ => Task.CompletedTask, cancellationToken: TestContext.Current.CancellationToken);
        await edge.StopOriginAsync();

        var reply = await edge.GetAsync("/");

        Assert.Equal((502, "Error from cloudfront", "CloudFront", "text/html"), (reply.Status, reply["X-Cache"], reply["Server"], reply["Content-Type"]));
        Assert.Contains(reply["X-Amz-Cf-Id"]!, reply.Body, StringComparison.Ordinal);
        Assert.Contains("refused the connection", reply.Body, StringComparison.Ordinal);
        Assert.Equal(56, reply["X-Amz-Cf-Id"]!.Length);
    }

    [Fact(Timeout = Limit)]
    public async Task An_origin_that_stays_silent_is_asked_three_times_and_gives_504()
    {
        var arrived = new SemaphoreSlim(0);
        await using var edge = await EdgeHarness.StartAsync(context =>
        {
            arrived.Release();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        }, cancellationToken: TestContext.Current.CancellationToken);

        var reply = edge.GetAsync("/");
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await arrived.WaitAsync(TestContext.Current.CancellationToken);
            edge.Clock.Advance(S(30));
        }

        Assert.Equal(504, (await reply).Status);
    }

    [Theory(Timeout = Limit)]
    [InlineData("max-age=2", true)]
    [InlineData("no-store", true)]
    [InlineData("max-age=2, stale-if-error=0", false)]
    [InlineData("max-age=2, stale-if-error=3600", true)]
    public async Task An_expired_copy_stands_in_unless_stale_if_error_0_forbids_it(string cacheControl, bool served)
    {
        var origin = new CountingOrigin(cacheControl);
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/");
        await edge.StopOriginAsync();

        edge.Clock.Advance(S(60));
        var reply = await edge.GetAsync("/");

        Assert.Equal(served ? (200, "RefreshHit from cloudfront", "60") : (502, "Error from cloudfront", null), (reply.Status, reply["X-Cache"], reply["Age"]));
    }

    [Fact(Timeout = Limit)]
    public async Task After_standing_in_the_origin_has_peace_for_ErrorCachingMinTTL()
    {
        var origin = new CountingOrigin("max-age=2");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/");
        origin.Status = 500;

        edge.Clock.Advance(S(3));
        await edge.GetAsync("/");
        edge.Clock.Advance(S(9));
        var quiet = await edge.GetAsync("/");
        var fetchesWhileQuiet = origin.Fetches;
        edge.Clock.Advance(S(1));
        await edge.GetAsync("/");

        Assert.Equal((200, "fetch 1"), (quiet.Status, quiet.Body));
        Assert.Equal((2, 3), (fetchesWhileQuiet, origin.Fetches));
    }

    [Fact(Timeout = Limit)]
    public async Task A_4xx_ends_the_expired_copy_and_is_cached_itself()
    {
        var origin = new CountingOrigin("max-age=2");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/");
        origin.Status = 404;

        edge.Clock.Advance(S(3));
        var gone = await edge.GetAsync("/");
        edge.Clock.Advance(S(9));
        var cached = await edge.GetAsync("/");

        Assert.Equal((404, "fetch 2", "Error from cloudfront"), (gone.Status, gone.Body, gone["X-Cache"]));
        Assert.Equal((404, "fetch 2", "9"), (cached.Status, cached.Body, cached["Age"]));
    }

    [Fact(Timeout = Limit)]
    public async Task A_truncated_answer_is_cut_and_not_cached()
    {
        var (fetches, viewerHasHead) = (0, new SemaphoreSlim(0));
        await using var edge = await EdgeHarness.StartAsync(async context =>
        {
            Interlocked.Increment(ref fetches);
            context.Response.Headers.CacheControl = "max-age=60";
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("short", context.RequestAborted);
            await viewerHasHead.WaitAsync(context.RequestAborted);
            context.Abort();
        }, cancellationToken: TestContext.Current.CancellationToken);

        for (var fetch = 1; fetch <= 2; fetch++)
        {
            using var response = await edge.Viewer.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            viewerHasHead.Release();
            var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
            Assert.Equal(fetch, fetches);
        }
    }
}
