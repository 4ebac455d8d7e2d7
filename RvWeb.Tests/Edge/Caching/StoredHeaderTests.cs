using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>Age, Date, Vary: * and fields that are kept out of the cache.</summary>
public sealed class StoredHeaderTests
{
    private const int Limit = 20_000;

    [Fact(Timeout = Limit)]
    public async Task Age_counts_whole_seconds_since_the_answer_came_and_starts_anew_with_a_304()
    {
        var origin = new ScriptedOrigin(
            new ScriptedAnswer(200, "body", ("Cache-Control", "max-age=10"), ("ETag", "\"v1\""), ("Age", "100")), new ScriptedAnswer(304, null, ("Cache-Control", "max-age=10")));
        await using var edge = await StartAsync(origin);

        var ages = new List<string?> { (await edge.GetAsync("/"))["Age"] };
        foreach (var step in new[] { 0, 0.999, 0.001, 8.5, 0.5, 1.5 })
        {
            edge.Clock.Advance(S(step));
            ages.Add((await edge.GetAsync("/"))["Age"]);
        }

        Assert.Equal([null, "0", "0", "1", "9", "0", "1"], ages);
    }

    [Fact(Timeout = Limit)]
    public async Task A_cached_error_has_an_age()
    {
        await using var edge = await StartAsync(new ScriptedOrigin(new ScriptedAnswer(502, "broken")));
        await edge.GetAsync("/");

        edge.Clock.Advance(S(7));
        var reply = await edge.GetAsync("/");

        Assert.Equal((502, "7", "Error from cloudfront"), (reply.Status, reply["Age"], reply["X-Cache"]));
    }

    [Fact(Timeout = Limit)]
    public async Task A_hit_has_the_date_of_the_origins_answer()
    {
        await using var edge = await StartAsync(new ScriptedOrigin(
            new ScriptedAnswer(200, "body", ("Cache-Control", "max-age=60"), ("Date", "Wed, 01 Apr 2026 11:00:00 GMT"))));
        await edge.GetAsync("/");

        edge.Clock.Advance(S(5));

        Assert.Equal("Wed, 01 Apr 2026 11:00:00 GMT", (await edge.GetAsync("/"))["Date"]);
    }

    [Fact(Timeout = Limit)]
    public async Task An_answer_renewed_without_a_date_has_that_of_its_renewal()
    {
        await using var edge = await EdgeHarness.StartAsync(context =>
        {
            context.Response.Headers.CacheControl = "max-age=10";
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.Headers.Date = context.Request.Headers.IfNoneMatch.Count > 0 ? "Wed, 01 Apr 2026 12:00:11 GMT" : "Wed, 01 Apr 2026 11:00:00 GMT";
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch.Count > 0 ? 304 : 200;
            return Task.CompletedTask;
        }, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/");

        edge.Clock.Advance(S(11));
        await edge.GetAsync("/");

        Assert.Equal("Wed, 01 Apr 2026 12:00:11 GMT", (await edge.GetAsync("/"))["Date"]);
    }

    [Theory(Timeout = Limit)]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    public async Task Vary_star_goes_to_the_origin_each_time_without_validators_unless_MinTTL_keeps_it(long min, int expected)
    {
        var origin = new ScriptedOrigin(new ScriptedAnswer(200, "body", ("Cache-Control", "max-age=60"), ("Vary", "*"), ("ETag", "\"v1\"")));
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, Policy(min), cancellationToken: TestContext.Current.CancellationToken);

        await edge.GetAsync("/");
        await edge.GetAsync("/");

        Assert.Equal(expected, origin.Questions.Count);
        Assert.All(origin.Questions, question => Assert.Null(question["If-None-Match"]));
    }

    [Theory(Timeout = Limit)]
    [InlineData("no-cache=\"X-Me\"")]
    [InlineData("private=\"x-me, Set-Cookie\"")]
    public async Task A_field_that_must_not_be_cached_reaches_the_first_viewer_only(string directive)
    {
        var origin = new ScriptedOrigin(new ScriptedAnswer(200, "body", ("Cache-Control", "max-age=60, " + directive), ("X-Me", "anna")));
        await using var edge = await StartAsync(origin);

        var first = await edge.GetAsync("/");
        var second = await edge.GetAsync("/");

        Assert.Equal(("anna", null, "Hit from cloudfront"), (first["X-Me"], second["X-Me"], second["X-Cache"]));
    }

    private static Task<EdgeHarness> StartAsync(ScriptedOrigin origin) =>
        EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
}
