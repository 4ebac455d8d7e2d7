using Microsoft.AspNetCore.Http;
using RvWeb.Edge.Policies;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Control;

public sealed class ExplanationTests
{
    private const int Limit = 20_000;
    private const string OurChoice = "(our choice: docs/edge.md)";

    [Fact(Timeout = Limit)]
    public async Task A_miss_a_hit_and_a_stale_answer_are_explained_with_numbers_policies_and_key()
    {
        var policy = Policy() with { Name = "pages", QueryStrings = Names(SelectionMode.Whitelist, "x"), Gzip = true };
        var toOrigin = new OriginRequestPolicy { Name = "nothing" };
        await using var edge = await EdgeHarness.StartAsync(
            new CountingOrigin("max-age=2, stale-while-revalidate=60").AnswerAsync, policy, toOrigin, cancellationToken: TestContext.Current.CancellationToken);
        const string Where = " [behavior '*', cache policy pages, origin request policy nothing; key GET /a?x=1, accept-encoding gzip]";

        var miss = await ExplainedAsync(edge);
        edge.Clock.Advance(S(1));
        var hit = await ExplainedAsync(edge);
        edge.Clock.Advance(S(13));
        var stale = await ExplainedAsync(edge);

        Assert.Equal("not in the cache; max-age 2 s" + Where, miss);
        Assert.Equal("fresh: age 1 of 2 s; max-age 2 s" + Where, hit);
        Assert.Equal("stale 12 s of 60 s allowed; revalidating in the background" + Where, stale);
    }

    [Fact(Timeout = Limit)]
    public async Task A_stale_window_that_MaxTTL_cuts_is_marked_as_our_choice()
    {
        await using var edge = await EdgeHarness.StartAsync(
            new CountingOrigin("max-age=2, stale-while-revalidate=60").AnswerAsync, Policy(max: 10), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains($"max-age 2 s; stale window 60 s cut to 8 s by MaxTTL 10 s {OurChoice}", await ExplainedAsync(edge), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_HEAD_that_fills_nothing_and_a_body_too_large_say_so()
    {
        await using var edge = await EdgeHarness.StartAsync(
            context =>
            {
                context.Response.Headers.CacheControl = "max-age=60";
                context.Response.ContentLength = 100;
                return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(new byte[100], context.RequestAborted).AsTask();
            },
            largest: 99, cancellationToken: TestContext.Current.CancellationToken);

        var head = await edge.SendAsync(HttpMethod.Head, "/");
        var get = await edge.GetAsync("/");

        Assert.Contains($"max-age 60 s; a HEAD fills nothing {OurChoice}", head["X-Edge-Explain"], StringComparison.Ordinal);
        Assert.Contains($"max-age 60 s; 100 bytes are too many to keep here {OurChoice}", get["X-Edge-Explain"], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Nobody_is_told_who_did_not_ask()
    {
        await using var edge = await EdgeHarness.StartAsync(
            new CountingOrigin("max-age=2").AnswerAsync, explain: false, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Null((await edge.GetAsync("/"))["X-Edge-Explain"]);
    }

    private static async Task<string?> ExplainedAsync(EdgeHarness edge) =>
        (await edge.GetAsync("/a?x=1&y=2", ("Accept-Encoding", "gzip, br")))["X-Edge-Explain"];
}
