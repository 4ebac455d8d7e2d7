using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>Which methods the cache takes part in. Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html</summary>
public sealed class MethodTests
{
    private const int Limit = 20_000;

    [Theory(Timeout = Limit)]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Options_are_cached_if_the_behavior_says_so(bool isCached, int expected)
    {
        var origin = new ScriptedOrigin(new ScriptedAnswer(200, "body", ("Cache-Control", "max-age=60")));
        await using var edge = await EdgeHarness.StartAsync(
            origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken,
            change: behavior => isCached ? behavior with { CachedMethods = new HashSet<string> { "GET", "HEAD", "OPTIONS" } } : behavior);

        await edge.SendAsync(HttpMethod.Options, "/");
        await edge.SendAsync(HttpMethod.Options, "/");

        Assert.Equal(expected, origin.Questions.Count);
    }

    [Fact(Timeout = Limit)]
    public async Task Options_and_get_do_not_share_an_answer()
    {
        var origin = new ScriptedOrigin(new ScriptedAnswer(200, "body", ("Cache-Control", "max-age=60")));
        await using var edge = await EdgeHarness.StartAsync(
            origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken,
            change: behavior => behavior with { CachedMethods = new HashSet<string> { "GET", "HEAD", "OPTIONS" } });

        await edge.SendAsync(HttpMethod.Options, "/");
        await edge.GetAsync("/");

        Assert.Equal(["OPTIONS", "GET"], origin.Questions.Select(question => question.Method));
    }

    [Fact(Timeout = Limit)]
    public async Task A_head_that_meets_an_expired_copy_asks_as_head_and_changes_nothing()
    {
        var origin = new ScriptedOrigin(
            new ScriptedAnswer(200, "old", ("Cache-Control", "max-age=2"), ("ETag", "\"v1\"")), new ScriptedAnswer(404, null), new ScriptedAnswer(500, null));
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/");

        edge.Clock.Advance(S(3));
        var head = await edge.SendAsync(HttpMethod.Head, "/");
        var get = await edge.GetAsync("/");

        Assert.Equal((404, 200, "old"), (head.Status, get.Status, get.Body));
        Assert.Equal(["GET", "HEAD", "GET"], origin.Questions.Select(question => question.Method));
    }

    [Fact(Timeout = Limit)]
    public async Task An_unsafe_method_leaves_the_cached_copy_alone()
    {
        var origin = new ScriptedOrigin(new ScriptedAnswer(200, "body", ("Cache-Control", "max-age=60")));
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        await edge.GetAsync("/");

        await edge.SendAsync(HttpMethod.Delete, "/");

        Assert.Equal("Hit from cloudfront", (await edge.GetAsync("/"))["X-Cache"]);
    }

    [Theory(Timeout = Limit)]
    [InlineData("Cache-Control", "no-cache")]
    [InlineData("Cache-Control", "no-store")]
    [InlineData("Cache-Control", "max-age=0")]
    [InlineData("Cache-Control", "only-if-cached")]
    [InlineData("Pragma", "no-cache")]
    public async Task A_viewer_cannot_force_a_fetch(string name, string value)
    {
        var origin = new ScriptedOrigin(new ScriptedAnswer(200, "body", ("Cache-Control", "max-age=60")));
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);

        await edge.GetAsync("/", (name, value));
        var second = await edge.GetAsync("/", (name, value));

        Assert.Equal(("Hit from cloudfront", 1), (second["X-Cache"], origin.Questions.Count));
    }
}
