using RvWeb.Edge.Policies;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>Where CloudFront does other than RFC 9111 asks (docs/edge.md has the list); the edge follows CloudFront.</summary>
public sealed class DeviationTests
{
    private const int Limit = 20_000;

    private static readonly OriginRequestPolicy AllViewer = new()
    {
        Name = "all viewer headers",
        Headers = new Selection(SelectionMode.All, [], StringComparer.OrdinalIgnoreCase),
    };

    [Theory(Timeout = Limit)]
    [InlineData("Accept-Language", "de", "en")]
    [InlineData("Authorization", "Basic YTpi", "Basic Yzpk")]
    public async Task A_header_outside_the_key_does_not_split_the_answer_whatever_Vary_says(string name, string first, string second)
    {
        var origin = new ScriptedOrigin(new ScriptedAnswer(200, "body", ("Cache-Control", "max-age=60"), ("Vary", name)));
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, toOrigin: AllViewer, cancellationToken: TestContext.Current.CancellationToken);

        await edge.GetAsync("/", (name, first));
        var reply = await edge.GetAsync("/", (name, second));

        Assert.Equal(("Hit from cloudfront", first), (reply["X-Cache"], Assert.Single(origin.Questions)[name]));
    }

    [Theory(Timeout = Limit)]
    [InlineData("Accept-Language", "de", "en")]
    [InlineData("Authorization", "Basic YTpi", "Basic Yzpk")]
    public async Task A_header_in_the_key_splits_it(string name, string first, string second)
    {
        var origin = new ScriptedOrigin(new ScriptedAnswer(200, "body", ("Cache-Control", "max-age=60")));
        await using var edge = await EdgeHarness.StartAsync(
            origin.AnswerAsync, Policy() with { Headers = HeaderNames(name) }, cancellationToken: TestContext.Current.CancellationToken);

        await edge.GetAsync("/", (name, first));
        await edge.GetAsync("/", (name, second));

        Assert.Equal([first, second], origin.Questions.Select(question => question[name]));
    }

    [Fact]
    public void A_lifetime_is_not_guessed_from_Last_Modified() =>
        Assert.Equal("kept", CachingCase.After(Policy(usual: 0), CachingCase.Answer(200, "Last-Modified: {-1000000}"), 0));

    [Fact]
    public void Age_of_the_origin_does_not_shorten_the_lifetime() =>
        Assert.Equal("hit", CachingCase.After(Policy(), CachingCase.Answer(200, "Cache-Control: max-age=60 | Age: 600 | Date: {-600}"), 59));
}
