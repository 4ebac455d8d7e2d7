using System.Text.Json.Nodes;
using RvWeb.Edge.Policies;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Control;

public sealed class WarningTests
{
    private const int Limit = 20_000;

    [Fact(Timeout = Limit)]
    public async Task Each_kind_is_told_once_per_behavior()
    {
        await using var edge = await EdgeHarness.StartAsync(
            new CountingOrigin("max-age=1, stale-while-revalidate").AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);

        await edge.GetAsync("/a?utm=1");
        await edge.GetAsync("/b?utm=2");

        Assert.Equal(["query-dropped", "stale-window-without-number"], await KindsAsync(edge));
    }

    [Fact(Timeout = Limit)]
    public async Task What_the_template_shows_is_told_before_any_request()
    {
        await using var edge = await EdgeHarness.StartAsync(
            new CountingOrigin("").AnswerAsync, Policy(), ManagedPolicies.OriginRequest["216adef6-5c7f-47e4-b989-5492eafa07d3"],
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["cookies-not-in-key", "query-not-in-key"], await KindsAsync(edge));
    }

    [Fact(Timeout = Limit)]
    public async Task An_answer_that_a_background_fetch_brings_is_looked_at_too()
    {
        var first = true;
        using var spans = new SpanWatch("/later");
        await using var edge = await EdgeHarness.StartAsync(
            context =>
            {
                context.Response.Headers.CacheControl = "max-age=1, stale-while-revalidate=60";
                context.Response.Headers.Vary = first ? "" : "RSC";
                first = false;
                return Task.CompletedTask;
            },
            cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/later");
        edge.Clock.Advance(S(2));
        await edge.GetAsync("/later");
        await spans.Revalidated;

        Assert.Equal(["vary-not-in-key"], await KindsAsync(edge));
    }

    private static async Task<IEnumerable<string?>> KindsAsync(EdgeHarness edge) =>
        JsonNode.Parse((await edge.GetAsync("/.edge/warnings")).Body)!.AsArray().Select(warning => (string?)warning!["kind"]).Order();
}
