using Microsoft.AspNetCore.Http;
using RvWeb.Edge.Policies;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge;

public sealed class CachedAnswerTests
{
    private const int Limit = 20_000;

    [Fact(Timeout = Limit)]
    public async Task A_head_is_answered_from_a_cached_get()
    {
        var origin = new CountingOrigin("max-age=60");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/");

        var head = await edge.SendAsync(HttpMethod.Head, "/");

        Assert.Equal(("Hit from cloudfront", "7", "", 1), (head["X-Cache"], head["Content-Length"], head.Body, origin.Fetches));
    }

    [Fact(Timeout = Limit)]
    public async Task A_head_alone_fills_nothing()
    {
        var origin = new CountingOrigin("max-age=60");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);

        await edge.SendAsync(HttpMethod.Head, "/");
        var get = await edge.GetAsync("/");

        Assert.Equal(("Miss from cloudfront", "fetch 2"), (get["X-Cache"], get.Body));
    }

    [Fact(Timeout = Limit)]
    public async Task A_viewer_that_has_the_copy_gets_304()
    {
        var origin = new CountingOrigin("max-age=60") { ETag = "\"v1\"" };
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/");

        var reply = await edge.GetAsync("/", ("If-None-Match", "\"v0\", W/\"v1\""));

        Assert.Equal((304, "Hit from cloudfront", "\"v1\"", ""), (reply.Status, reply["X-Cache"], reply["ETag"], reply.Body));
    }

    [Fact(Timeout = Limit)]
    public async Task An_expired_copy_that_the_origin_confirms_is_a_RefreshHit()
    {
        var origin = new CountingOrigin("no-cache") { ETag = "\"v1\"" };
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/");

        var reply = await edge.GetAsync("/");

        Assert.Equal(("RefreshHit from cloudfront", "fetch 1", 2), (reply["X-Cache"], reply.Body, origin.Fetches));
    }

    [Theory(Timeout = Limit)]
    [InlineData(false, null)]
    [InlineData(true, "id=1")]
    public async Task Set_Cookie_is_dropped_unless_cookies_are_forwarded_and_then_replayed(bool forwarded, string? expected)
    {
        var toOrigin = new OriginRequestPolicy { Name = "o", Cookies = forwarded ? Names(SelectionMode.All) : Selection.None };
        await using var edge = await EdgeHarness.StartAsync(Answer, toOrigin: toOrigin, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(expected, (await edge.GetAsync("/"))["Set-Cookie"]);
        Assert.Equal(expected, (await edge.GetAsync("/"))["Set-Cookie"]);

        static Task Answer(HttpContext context)
        {
            context.Response.Headers.CacheControl = "max-age=60";
            context.Response.Headers.SetCookie = "id=1";
            return context.Response.WriteAsync("x", context.RequestAborted);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task The_viewer_sees_the_edges_headers_and_the_origins_Cache_Control()
    {
        await using var edge = await EdgeHarness.StartAsync(context =>
        {
            context.Response.Headers.CacheControl = "max-age=60";
            context.Response.Headers.Via = "1.1 other";
            context.Response.Headers["X-Cache"] = "forged";
            context.Response.Headers.Age = "999";
            return context.Response.WriteAsync("x", context.RequestAborted);
        }, Policy(max: 10), explain: false, cancellationToken: TestContext.Current.CancellationToken);

        var reply = await edge.GetAsync("/");

        Assert.Matches(@"^1\.1 [0-9a-f]{32}\.cloudfront\.net \(CloudFront\)$", reply["Via"]);
        Assert.Equal(("max-age=60", "Miss from cloudfront", null, null), (reply["Cache-Control"], reply["X-Cache"], reply["Age"], reply["X-Edge-Explain"]));
        Assert.NotNull(reply["X-Amz-Cf-Pop"]);
    }

    [Fact(Timeout = Limit)]
    public async Task The_explanation_names_state_and_rule()
    {
        await using var edge = await EdgeHarness.StartAsync(new CountingOrigin("private").AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            "not in the cache; not cached: Cache-Control: private and MinTTL 0 [behavior '*', cache policy test; key GET /]",
            (await edge.GetAsync("/"))["X-Edge-Explain"]);
    }
}
