using Microsoft.AspNetCore.Http;
using RvWeb.Edge.ResponseHeaders;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Viewers;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html</summary>
public sealed class ResponseHeadersTests
{
    private const int Limit = 20_000;

    private static readonly ResponseHeadersPolicy Own = new()
    {
        Name = "own",
        Removed = ["X-Powered-By", "Server"],
        Added = [new AddedHeader("Cache-Control", "no-store", Overrides: true), new AddedHeader("X-Kept", "policy", Overrides: false)],
        StrictTransportSecurity = new AddedHeader("Strict-Transport-Security", "max-age=1", Overrides: true),
        Cors = new CorsRules { AllowOrigins = ["https://a.example"] },
        ServerTimingShare = 0,
    };

    [Fact(Timeout = Limit)]
    public async Task A_policy_shapes_misses_hits_and_304s_alike()
    {
        await using var edge = await StartAsync(Own, AnswerAsync);

        EdgeReply[] replies = [await edge.GetAsync("/"), await edge.GetAsync("/"), await edge.GetAsync("/", ("If-None-Match", "\"v\""))];

        Assert.Equal(["Miss from cloudfront", "Hit from cloudfront", "Hit from cloudfront"], replies.Select(reply => reply["X-Cache"]));
        Assert.Equal([200, 200, 304], replies.Select(reply => reply.Status));
        Assert.All(replies, reply => Assert.Equal(
            ("no-store", "origin", null, "CloudFront", "max-age=1"),
            (reply["Cache-Control"], reply["X-Kept"], reply["X-Powered-By"], reply["Server"], reply["Strict-Transport-Security"])));
    }

    [Fact(Timeout = Limit)]
    public async Task The_edge_itself_obeys_the_origins_headers_also_after_a_renewal()
    {
        await using var edge = await StartAsync(Own, AnswerAsync);

        await edge.GetAsync("/");
        edge.Clock.Advance(S(61));
        var renewed = await edge.GetAsync("/");
        edge.Clock.Advance(S(59));
        var hit = await edge.GetAsync("/");

        Assert.Equal(("RefreshHit from cloudfront", "no-store"), (renewed["X-Cache"], renewed["Cache-Control"]));
        Assert.Equal(("Hit from cloudfront", "no-store"), (hit["X-Cache"], hit["Cache-Control"]));
    }

    [Fact(Timeout = Limit)]
    public async Task One_stored_answer_serves_viewers_with_and_without_Origin()
    {
        await using var edge = await StartAsync(Own, AnswerAsync);

        await edge.GetAsync("/", ("Origin", "https://a.example"));
        var same = await edge.GetAsync("/");
        var other = await edge.GetAsync("/", ("Origin", "https://b.example"));
        var listed = await edge.GetAsync("/", ("Origin", "https://a.example"));

        Assert.Equal((null, null, "https://a.example"), (
            same["Access-Control-Allow-Origin"], other["Access-Control-Allow-Origin"], listed["Access-Control-Allow-Origin"]));
        Assert.All([same, other, listed], reply => Assert.Equal(("Hit from cloudfront", "Origin"), (reply["X-Cache"], reply["Vary"])));
    }

    [Fact(Timeout = Limit)]
    public async Task Errors_of_the_origin_and_of_the_edge_get_the_policys_headers()
    {
        await using var edge = await StartAsync(Own, context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });

        var missing = await edge.GetAsync("/");
        await edge.StopOriginAsync();
        var failed = await edge.GetAsync("/down");
        var again = await edge.GetAsync("/down");

        Assert.Equal([404, 502, 502], [missing.Status, failed.Status, again.Status]);
        Assert.All([missing, failed, again], reply => Assert.Equal(("policy", "no-store"), (reply["X-Kept"], reply["Cache-Control"])));
    }

    [Fact(Timeout = Limit)]
    public async Task Server_Timing_comes_on_demand_and_merges_with_the_origins_on_a_miss_only()
    {
        await using var edge = await StartAsync(Own, AnswerAsync);

        var miss = await edge.GetAsync("/", ("Pragma", "server-timing"));
        var hit = await edge.GetAsync("/", ("Pragma", "server-timing"));
        var unasked = await edge.GetAsync("/");

        Assert.StartsWith("cdn-upstream-layer;desc=\"EDGE\",", miss["Server-Timing"], StringComparison.Ordinal);
        Assert.EndsWith(",db;dur=5", miss["Server-Timing"], StringComparison.Ordinal);
        Assert.Contains($"cdn-rid;desc=\"{miss["X-Amz-Cf-Id"]}\"", miss["Server-Timing"], StringComparison.Ordinal);
        Assert.StartsWith($"cdn-cache-hit,cdn-pop;desc=\"{hit["X-Amz-Cf-Pop"]}\",", hit["Server-Timing"], StringComparison.Ordinal);
        Assert.DoesNotContain("db;dur=5", hit["Server-Timing"], StringComparison.Ordinal);
        Assert.Equal("db;dur=5", unasked["Server-Timing"]);
    }

    [Fact(Timeout = Limit)]
    public async Task Server_Timing_tells_how_long_the_origin_took()
    {
        EdgeHarness? started = null;
        await using var edge = await StartAsync(Own with { ServerTimingShare = 1 }, context =>
        {
            started!.Clock.Advance(S(2));
            return Task.CompletedTask;
        });
        started = edge;

        var miss = await edge.GetAsync("/");

        Assert.Contains("cdn-upstream-fbl;dur=2000,", miss["Server-Timing"], StringComparison.Ordinal);
        Assert.EndsWith("cdn-downstream-fbl;dur=2000", miss["Server-Timing"], StringComparison.Ordinal);
    }

    private static Task<EdgeHarness> StartAsync(ResponseHeadersPolicy policy, RequestDelegate answer) => EdgeHarness.StartAsync(
        answer, Policy(), cancellationToken: TestContext.Current.CancellationToken, change: behavior => behavior with { ResponseHeadersPolicy = policy });

    private static async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "max-age=60";
        context.Response.Headers.ETag = "\"v\"";
        context.Response.Headers.Server = "origin";
        context.Response.Headers["X-Powered-By"] = "origin";
        context.Response.Headers["X-Kept"] = "origin";
        context.Response.Headers["Server-Timing"] = "db;dur=5";
        if (context.Request.Headers.IfNoneMatch == "\"v\"")
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        else
            await context.Response.WriteAsync("body", context.RequestAborted);
    }
}
