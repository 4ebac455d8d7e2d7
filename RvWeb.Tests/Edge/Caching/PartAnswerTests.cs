using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>
/// Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RangeGETs.html says that a range is answered from a
/// cached part; which requests that covers is our choice (docs/edge.md).
/// </summary>
public sealed class PartAnswerTests
{
    private const int Limit = 60_000;

    private static readonly ScriptedAnswer Part = new(
        206, "klmnopqrst", ("Content-Range", "bytes 10-19/26"), ("Cache-Control", "max-age=60, stale-while-revalidate=60"), ("ETag", "\"v1\""));

    [Theory(Timeout = Limit)]
    [InlineData("bytes=12-14", "mno", "bytes 12-14/26")]
    [InlineData("bytes=10-19", "klmnopqrst", "bytes 10-19/26")]
    [InlineData("bytes=19-19", "t", "bytes 19-19/26")]
    public async Task A_range_within_a_cached_part_is_cut_from_it(string range, string body, string contentRange)
    {
        var origin = new ScriptedOrigin(Part);
        await using var edge = await StartAsync(origin);
        await edge.GetAsync("/", ("Range", "bytes=10-19"));

        var reply = await edge.GetAsync("/", ("Range", range));

        Assert.Equal((206, body, contentRange, "Hit from cloudfront"), (reply.Status, reply.Body, reply["Content-Range"], reply["X-Cache"]));
        Assert.Equal("\"v1\"", reply["ETag"]);
        Assert.Single(origin.Questions);
    }

    [Theory(Timeout = Limit)]
    [InlineData("bytes=20-", "uvwxyz", "bytes 20-25/26", "bytes=-3", "xyz")]
    [InlineData("bytes=20-", "uvwxyz", "bytes 20-25/26", "bytes=24-", "yz")]
    [InlineData("bytes=20-", "uvwxyz", "bytes 20-25/26", "bytes=24-99", "yz")]
    public async Task The_end_of_an_object_is_cut_from_a_part_that_has_it(string first, string body, string contentRange, string range, string expected)
    {
        var origin = new ScriptedOrigin(new ScriptedAnswer(206, body, ("Content-Range", contentRange), ("Cache-Control", "max-age=60")));
        await using var edge = await StartAsync(origin);
        await edge.GetAsync("/", ("Range", first));

        var reply = await edge.GetAsync("/", ("Range", range));

        Assert.Equal((206, expected, "Hit from cloudfront"), (reply.Status, reply.Body, reply["X-Cache"]));
    }

    [Theory(Timeout = Limit)]
    [InlineData("bytes=9-12")]
    [InlineData("bytes=15-20")]
    [InlineData("bytes=-3")]
    [InlineData("bytes=12-")]
    [InlineData("bytes=11-12,14-15")]
    public async Task A_range_that_a_part_does_not_cover_is_asked_of_the_origin(string range)
    {
        var origin = new ScriptedOrigin(Part);
        await using var edge = await StartAsync(origin);
        await edge.GetAsync("/", ("Range", "bytes=10-19"));

        await edge.GetAsync("/", ("Range", range));

        Assert.Equal(["bytes=10-19", range], origin.Questions.Select(question => question["Range"]));
    }

    [Theory(Timeout = Limit)]
    [InlineData("nonsense")]
    [InlineData("bytes 10-19/*")]
    [InlineData("bytes 10-12/26")]
    [InlineData("bytes 19-10/26")]
    [InlineData("bytes 10-19/15")]
    public async Task A_part_that_does_not_say_which_bytes_it_has_answers_its_own_range_only(string contentRange)
    {
        var origin = new ScriptedOrigin(Part with { Headers = [("Content-Range", contentRange), ("Cache-Control", "max-age=60")] });
        await using var edge = await StartAsync(origin);
        await edge.GetAsync("/", ("Range", "bytes=10-19"));

        var same = await edge.GetAsync("/", ("Range", "bytes=10-19"));
        var within = await edge.GetAsync("/", ("Range", "bytes=12-14"));

        Assert.Equal(("Hit from cloudfront", contentRange, "Miss from cloudfront"), (same["X-Cache"], same["Content-Range"], within["X-Cache"]));
    }

    [Fact(Timeout = Limit)]
    public async Task A_stale_part_is_cut_too_and_fetched_anew_as_large_as_it_was()
    {
        using var spans = new SpanWatch("/stale-part");
        var origin = new ScriptedOrigin(Part, Part with { Body = "KLMNOPQRST" });
        await using var edge = await StartAsync(origin);
        await edge.GetAsync("/stale-part", ("Range", "bytes=10-19"));
        edge.Clock.Advance(S(61));

        var stale = await edge.GetAsync("/stale-part", ("Range", "bytes=12-14"));
        await spans.Revalidated;
        var renewed = await edge.GetAsync("/stale-part", ("Range", "bytes=12-15"));

        Assert.Equal(("mno", "RefreshHit from cloudfront"), (stale.Body, stale["X-Cache"]));
        Assert.Equal(("MNOP", "Hit from cloudfront"), (renewed.Body, renewed["X-Cache"]));
        Assert.Equal(["bytes=10-19", "bytes=10-19"], origin.Questions.Select(question => question["Range"]));
    }

    [Fact(Timeout = Limit)]
    public async Task An_expired_part_is_not_cut()
    {
        var origin = new ScriptedOrigin(Part);
        await using var edge = await StartAsync(origin);
        await edge.GetAsync("/", ("Range", "bytes=10-19"));
        edge.Clock.Advance(S(121));

        await edge.GetAsync("/", ("Range", "bytes=12-14"));

        Assert.Equal(["bytes=10-19", "bytes=12-14"], origin.Questions.Select(question => question["Range"]));
    }

    private static Task<EdgeHarness> StartAsync(ScriptedOrigin origin) =>
        EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
}
