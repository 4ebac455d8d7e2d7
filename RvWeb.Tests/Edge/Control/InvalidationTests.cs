using System.Net.Http.Json;
using System.Text.Json.Nodes;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Control;

public sealed class InvalidationTests
{
    private const int Limit = 20_000;

    [Fact(Timeout = Limit)]
    public async Task After_an_invalidation_the_next_request_is_a_miss()
    {
        var origin = new CountingOrigin("max-age=60");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/a/1");
        await edge.GetAsync("/b");

        var removed = await InvalidateAsync(edge, "/a/*");
        var (invalidated, other) = (await edge.GetAsync("/a/1"), await edge.GetAsync("/b"));

        Assert.Equal(1, removed);
        Assert.Equal(("Miss from cloudfront", "fetch 3"), (invalidated["X-Cache"], invalidated.Body));
        Assert.Equal(("Hit from cloudfront", "fetch 2"), (other["X-Cache"], other.Body));
    }

    [Fact(Timeout = Limit)]
    public async Task A_cached_error_goes_too()
    {
        var origin = new CountingOrigin("max-age=60") { Status = 404 };
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/gone");
        origin.Status = 200;

        await InvalidateAsync(edge, "/gone");

        Assert.Equal(200, (await edge.GetAsync("/gone")).Status);
    }

    [Fact(Timeout = Limit)]
    public async Task A_fetch_that_began_before_does_not_put_the_old_answer_back()
    {
        var origin = new CountingOrigin("max-age=60");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        origin.Hold();
        var before = edge.GetAsync("/a");
        await origin.Arrived;

        await InvalidateAsync(edge, "/a");
        origin.Release();

        Assert.Equal("fetch 1", (await before).Body);
        Assert.Equal(("Miss from cloudfront", "fetch 2"), ((await edge.GetAsync("/a")) is var after ? after["X-Cache"] : null, after.Body));
        Assert.Equal("Hit from cloudfront", (await edge.GetAsync("/a"))["X-Cache"]);
    }

    [Fact(Timeout = Limit)]
    public async Task A_fetch_of_another_path_meanwhile_is_kept()
    {
        var origin = new CountingOrigin("max-age=60");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        origin.Hold();
        var before = edge.GetAsync("/a");
        await origin.Arrived;

        await InvalidateAsync(edge, "/b");
        origin.Release();
        await before;

        Assert.Equal("Hit from cloudfront", (await edge.GetAsync("/a"))["X-Cache"]);
    }

    [Fact(Timeout = Limit)]
    public async Task A_background_fetch_that_confirms_the_old_copy_does_not_bring_it_back()
    {
        var origin = new CountingOrigin("max-age=2, stale-while-revalidate=58") { ETag = "\"v1\"" };
        using var spans = new SpanWatch("/confirmed");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/confirmed");
        edge.Clock.Advance(S(3));
        origin.Hold();
        await edge.GetAsync("/confirmed");
        await origin.Arrived;

        await InvalidateAsync(edge, "/*");
        origin.Release();
        await spans.Revalidated;

        Assert.Equal("Miss from cloudfront", (await edge.GetAsync("/confirmed"))["X-Cache"]);
    }

    [Fact(Timeout = Limit)]
    public async Task It_reaches_every_edge_location()
    {
        var origin = new CountingOrigin("max-age=60");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, pops: 3, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var pop in new[] { "1", "2", "3" })
            await edge.GetAsync("/a", ("X-Edge-Pop", pop));

        Assert.Equal(3, await InvalidateAsync(edge, "/a"));
        Assert.Equal("Miss from cloudfront", (await edge.GetAsync("/a", ("X-Edge-Pop", "3")))["X-Cache"]);
    }

    private static async Task<int> InvalidateAsync(EdgeHarness edge, params string[] paths)
    {
        using var content = JsonContent.Create(new { paths });
        await content.LoadIntoBufferAsync(TestContext.Current.CancellationToken);
        var reply = await edge.SendAsync(HttpMethod.Post, "/.edge/invalidations", content);
        Assert.Equal(201, reply.Status);
        return (int)JsonNode.Parse(reply.Body)!["removed"]!;
    }
}
