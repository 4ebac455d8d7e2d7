using RvWeb.Edge.Policies;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>Sources: RFC 9110, section 13; RFC 9111, section 4.3; AWS's page on custom origins, conditional requests.</summary>
public sealed class ConditionalAnswerTests
{
    private const int Limit = 20_000;
    private const string Modified = "Wed, 01 Apr 2026 11:00:00 GMT";

    [Fact(Timeout = Limit)]
    public async Task A_304_has_the_headers_a_viewers_cache_needs_and_none_about_a_body()
    {
        var origin = new ScriptedOrigin(new ScriptedAnswer(200, "body",
            ("Cache-Control", "max-age=60"), ("ETag", "\"v1\""), ("Content-Type", "text/plain"), ("Content-Language", "en"), ("Vary", "Accept-Encoding"),
            ("Date", "Wed, 01 Apr 2026 11:59:00 GMT"), ("Expires", "Wed, 01 Apr 2026 12:01:00 GMT"), ("Content-Location", "/x")));
        await using var edge = await StartAsync(origin);
        await edge.GetAsync("/");

        var reply = await edge.GetAsync("/", ("If-None-Match", "\"v1\""));

        Assert.Equal((304, "", "Hit from cloudfront", "0"), (reply.Status, reply.Body, reply["X-Cache"], reply["Age"]));
        Assert.Equal(
            ("max-age=60", "\"v1\"", "Accept-Encoding", "Wed, 01 Apr 2026 11:59:00 GMT", "Wed, 01 Apr 2026 12:01:00 GMT", "/x"),
            (reply["Cache-Control"], reply["ETag"], reply["Vary"], reply["Date"], reply["Expires"], reply["Content-Location"]));
        Assert.All(["Content-Type", "Content-Language", "Content-Length"], name => Assert.Null(reply[name]));
    }

    [Fact(Timeout = Limit)]
    public async Task An_expired_copy_is_asked_for_with_its_date_if_it_has_no_tag()
    {
        var origin = new ScriptedOrigin(
            new ScriptedAnswer(200, "body", ("Cache-Control", "max-age=2"), ("Last-Modified", Modified)),
            new ScriptedAnswer(304, null, ("Cache-Control", "max-age=2")));
        await using var edge = await StartAsync(origin);
        await edge.GetAsync("/");

        edge.Clock.Advance(S(3));
        var reply = await edge.GetAsync("/");

        Assert.Equal((200, "body", "RefreshHit from cloudfront", "0"), (reply.Status, reply.Body, reply["X-Cache"], reply["Age"]));
        Assert.Equal((null, Modified), (origin.Questions.Last()["If-None-Match"], origin.Questions.Last()["If-Modified-Since"]));
    }

    [Fact(Timeout = Limit)]
    public async Task A_304_renews_all_headers_but_those_that_say_how_to_read_the_bytes()
    {
        var origin = new ScriptedOrigin(
            new ScriptedAnswer(200, "body", ("Cache-Control", "max-age=2"), ("ETag", "\"v1\""), ("X-Part", "old"), ("Content-Security-Policy", "old"), ("Content-Encoding", "x-own")),
            new ScriptedAnswer(304, null, ("Cache-Control", "max-age=9"), ("ETag", "\"v1\""), ("X-Part", "new"), ("Content-Security-Policy", "new"), ("Content-Encoding", "gzip")));
        await using var edge = await StartAsync(origin);
        await edge.GetAsync("/");

        edge.Clock.Advance(S(3));
        await edge.GetAsync("/");
        edge.Clock.Advance(S(8));
        var hit = await edge.GetAsync("/");

        Assert.Equal(("Hit from cloudfront", "8", "max-age=9", "new", "new"), (hit["X-Cache"], hit["Age"], hit["Cache-Control"], hit["X-Part"], hit["Content-Security-Policy"]));
        Assert.Equal(("x-own", "body"), (hit["Content-Encoding"], hit.Body));
    }

    [Fact(Timeout = Limit)]
    public async Task A_304_about_another_version_makes_the_edge_ask_for_everything()
    {
        var origin = new ScriptedOrigin(
            new ScriptedAnswer(200, "old", ("Cache-Control", "max-age=2"), ("ETag", "\"v1\"")),
            new ScriptedAnswer(304, null, ("Cache-Control", "max-age=2"), ("ETag", "\"v2\"")),
            new ScriptedAnswer(200, "new", ("Cache-Control", "max-age=2"), ("ETag", "\"v2\"")));
        await using var edge = await StartAsync(origin);
        await edge.GetAsync("/");

        edge.Clock.Advance(S(3));
        var reply = await edge.GetAsync("/");

        Assert.Equal((200, "new", "\"v2\"", "Miss from cloudfront"), (reply.Status, reply.Body, reply["ETag"], reply["X-Cache"]));
        Assert.Equal([null, "\"v1\"", null], origin.Questions.Select(question => question["If-None-Match"]));
    }

    [Fact(Timeout = Limit)]
    public async Task A_background_304_about_another_version_fetches_everything_too()
    {
        var origin = new ScriptedOrigin(
            new ScriptedAnswer(200, "old", ("Cache-Control", "max-age=2, stale-while-revalidate=50"), ("ETag", "\"v1\"")),
            new ScriptedAnswer(304, null, ("Cache-Control", "max-age=2"), ("ETag", "\"v2\"")),
            new ScriptedAnswer(200, "new", ("Cache-Control", "max-age=60"), ("ETag", "\"v2\"")));
        using var spans = new SpanWatch("/other-version");
        await using var edge = await StartAsync(origin);
        await edge.GetAsync("/other-version");

        edge.Clock.Advance(S(3));
        await edge.GetAsync("/other-version");
        await spans.Revalidated;
        var reply = await edge.GetAsync("/other-version");

        Assert.Equal(("new", "Hit from cloudfront", 3), (reply.Body, reply["X-Cache"], origin.Questions.Count));
    }

    [Fact(Timeout = Limit)]
    public async Task A_304_that_nobody_asked_for_is_passed_on_and_not_kept()
    {
        var origin = new ScriptedOrigin(new ScriptedAnswer(304, null, ("Cache-Control", "max-age=60"), ("ETag", "\"v1\"")));
        await using var edge = await StartAsync(origin);

        await edge.GetAsync("/");
        var second = await edge.GetAsync("/");

        Assert.Equal((304, "Miss from cloudfront", 2), (second.Status, second["X-Cache"], origin.Questions.Count));
    }

    [Fact(Timeout = Limit)]
    public async Task A_viewer_that_knows_a_no_cache_object_gets_304_after_the_origin_confirmed_it()
    {
        var origin = new ScriptedOrigin(
            new ScriptedAnswer(200, "body", ("Cache-Control", "no-cache"), ("ETag", "\"v1\"")), new ScriptedAnswer(304, null, ("ETag", "\"v1\""), ("Cache-Control", "no-cache")));
        await using var edge = await StartAsync(origin);
        await edge.GetAsync("/");

        var reply = await edge.GetAsync("/", ("If-None-Match", "\"v1\""));

        Assert.Equal((304, "RefreshHit from cloudfront", "\"v1\""), (reply.Status, reply["X-Cache"], origin.Questions.Last()["If-None-Match"]));
    }

    [Theory(Timeout = Limit)]
    [InlineData("If-None-Match", "\"v1\"")]
    [InlineData("If-Modified-Since", Modified)]
    [InlineData("If-Match", "\"v0\"")]
    public async Task A_miss_is_fetched_in_whole_whatever_the_viewer_knows(string name, string value)
    {
        var origin = new ScriptedOrigin(new ScriptedAnswer(200, "body", ("Cache-Control", "max-age=60"), ("ETag", "\"v1\""), ("Last-Modified", Modified)));
        await using var edge = await StartAsync(origin);

        var reply = await edge.GetAsync("/", (name, value));

        Assert.Equal((200, "body", null), (reply.Status, reply.Body, Assert.Single(origin.Questions)[name]));
    }

    [Fact(Timeout = Limit)]
    public async Task Forwarded_cookies_switch_conditional_requests_off()
    {
        var origin = new ScriptedOrigin(new ScriptedAnswer(200, "body", ("Cache-Control", "max-age=2"), ("ETag", "\"v1\"")));
        var cookies = new OriginRequestPolicy { Name = "cookies", Cookies = Names(SelectionMode.All) };
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, toOrigin: cookies, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/");

        edge.Clock.Advance(S(3));
        await edge.GetAsync("/");

        Assert.All(origin.Questions, question => Assert.Null(question["If-None-Match"]));
    }

    private static Task<EdgeHarness> StartAsync(ScriptedOrigin origin) =>
        EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
}
