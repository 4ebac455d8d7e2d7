using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>Sources: RFC 9110, section 14; https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RangeGETs.html</summary>
public sealed class RangeAnswerTests
{
    private const int Limit = 20_000;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private static readonly ScriptedAnswer Whole = new(200, Letters, ("Cache-Control", "max-age=60"), ("ETag", "\"v1\""), ("Content-Type", "text/plain"));

    [Theory(Timeout = Limit)]
    [InlineData("bytes=0-4", 206, "abcde", "bytes 0-4/26")]
    [InlineData("bytes=-2", 206, "yz", "bytes 24-25/26")]
    [InlineData("bytes=24-", 206, "yz", "bytes 24-25/26")]
    [InlineData("bytes=4-0", 200, Letters, null)]
    [InlineData("bytes=5-6,0-1", 200, Letters, null)]
    public async Task A_range_is_cut_from_the_cached_whole(string range, int status, string body, string? contentRange)
    {
        var origin = new ScriptedOrigin(Whole);
        await using var edge = await StartAsync(origin);
        await edge.GetAsync("/");

        var reply = await edge.GetAsync("/", ("Range", range));

        Assert.Equal((status, body, contentRange, "Hit from cloudfront"), (reply.Status, reply.Body, reply["Content-Range"], reply["X-Cache"]));
        Assert.Equal((body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), "\"v1\"", "text/plain"), (reply["Content-Length"], reply["ETag"], reply["Content-Type"]));
        Assert.Single(origin.Questions);
    }

    [Fact(Timeout = Limit)]
    public async Task Several_ranges_are_sent_as_multipart_with_the_length_announced()
    {
        await using var edge = await StartAsync(new ScriptedOrigin(Whole));
        await edge.GetAsync("/");

        var reply = await edge.GetAsync("/", ("Range", "bytes=0-1,-1"));

        var boundary = reply["X-Amz-Cf-Id"];
        Assert.Equal((206, $"multipart/byteranges; boundary={boundary}", null), (reply.Status, reply["Content-Type"], reply["Content-Range"]));
        Assert.Equal(
            $"\r\n--{boundary}\r\nContent-Type: text/plain\r\nContent-Range: bytes 0-1/26\r\n\r\nab" +
            $"\r\n--{boundary}\r\nContent-Type: text/plain\r\nContent-Range: bytes 25-25/26\r\n\r\nz\r\n--{boundary}--\r\n",
            reply.Body);
    }

    [Fact(Timeout = Limit)]
    public async Task A_range_behind_the_end_gets_416_with_the_length_and_no_cacheable_headers()
    {
        await using var edge = await StartAsync(new ScriptedOrigin(Whole));
        await edge.GetAsync("/");

        var reply = await edge.GetAsync("/", ("Range", "bytes=26-"));

        Assert.Equal((416, "bytes */26", null, "Error from cloudfront"), (reply.Status, reply["Content-Range"], reply["ETag"], reply["X-Cache"]));
        Assert.Contains("asks for nothing of the 26 bytes", reply["X-Edge-Explain"], StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("\"v1\"", 206)]
    [InlineData("\"v0\"", 200)]
    [InlineData("W/\"v1\"", 200)]
    public async Task If_Range_of_another_version_gets_the_whole(string ifRange, int status)
    {
        await using var edge = await StartAsync(new ScriptedOrigin(Whole));
        await edge.GetAsync("/");

        Assert.Equal(status, (await edge.GetAsync("/", ("Range", "bytes=0-1"), ("If-Range", ifRange))).Status);
    }

    [Fact(Timeout = Limit)]
    public async Task A_head_has_no_ranges_and_a_condition_comes_first()
    {
        await using var edge = await StartAsync(new ScriptedOrigin(Whole));
        await edge.GetAsync("/");

        var head = await edge.SendAsync(HttpMethod.Head, "/", null, ("Range", "bytes=0-1"));
        var known = await edge.GetAsync("/", ("Range", "bytes=0-1"), ("If-None-Match", "\"v1\""));

        Assert.Equal((200, "26", 304), (head.Status, head["Content-Length"], known.Status));
    }

    [Fact(Timeout = Limit)]
    public async Task A_range_is_cut_from_a_stale_copy_too()
    {
        var origin = new ScriptedOrigin(Whole with { Headers = [("Cache-Control", "max-age=2, stale-while-revalidate=50")] });
        await using var edge = await StartAsync(origin);
        await edge.GetAsync("/");

        edge.Clock.Advance(S(3));
        var reply = await edge.GetAsync("/", ("Range", "bytes=0-1"));

        Assert.Equal((206, "ab", "RefreshHit from cloudfront", "3"), (reply.Status, reply.Body, reply["X-Cache"], reply["Age"]));
    }

    [Fact(Timeout = Limit)]
    public async Task Without_a_copy_the_origins_part_is_passed_on_and_answers_the_same_range_again()
    {
        var origin = new ScriptedOrigin(
            new ScriptedAnswer(206, "cd", ("Content-Range", "bytes 2-3/26"), ("Cache-Control", "max-age=60"), ("ETag", "\"v1\"")), Whole);
        await using var edge = await StartAsync(origin);

        var miss = await edge.GetAsync("/", ("Range", "bytes=2-3"));
        var hit = await edge.GetAsync("/", ("Range", "bytes=2-3"));
        var whole = await edge.GetAsync("/");
        var cut = await edge.GetAsync("/", ("Range", "bytes=2-3"));

        Assert.Equal((206, "cd", "Miss from cloudfront"), (miss.Status, miss.Body, miss["X-Cache"]));
        Assert.Equal((206, "cd", "bytes 2-3/26", "Hit from cloudfront"), (hit.Status, hit.Body, hit["Content-Range"], hit["X-Cache"]));
        Assert.Equal((200, Letters, "Miss from cloudfront"), (whole.Status, whole.Body, whole["X-Cache"]));
        Assert.Equal((206, "cd", "bytes 2-3/26"), (cut.Status, cut.Body, cut["Content-Range"]));
        Assert.Equal(["bytes=2-3", null], origin.Questions.Select(question => question["Range"]));
    }

    [Fact(Timeout = Limit)]
    public async Task An_origin_without_ranges_fills_the_cache_with_the_whole()
    {
        var origin = new ScriptedOrigin(Whole);
        await using var edge = await StartAsync(origin);

        var first = await edge.GetAsync("/", ("Range", "bytes=2-3"));
        var second = await edge.GetAsync("/", ("Range", "bytes=2-3"));

        Assert.Equal((200, Letters, "Miss from cloudfront"), (first.Status, first.Body, first["X-Cache"]));
        Assert.Equal((206, "cd", "Hit from cloudfront"), (second.Status, second.Body, second["X-Cache"]));
    }

    [Fact(Timeout = Limit)]
    public async Task Simultaneous_ranges_of_an_origin_without_ranges_make_one_fetch()
    {
        var origin = new CountingOrigin("max-age=60");
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
        origin.Hold();

        var replies = Enumerable.Range(0, 20).Select(_ => edge.GetAsync("/", ("Range", "bytes=0-1"))).ToList();
        await origin.Arrived;
        origin.Release();
        var all = await Task.WhenAll(replies);

        Assert.Equal(1, origin.Fetches);
        Assert.All(all, reply => Assert.StartsWith("fe", reply.Body, StringComparison.Ordinal));
    }

    [Fact(Timeout = Limit)]
    public async Task A_malformed_range_is_not_forwarded()
    {
        var origin = new ScriptedOrigin(Whole);
        await using var edge = await StartAsync(origin);

        await edge.GetAsync("/", ("Range", "bytes=9-1"));

        Assert.Null(Assert.Single(origin.Questions)["Range"]);
    }

    [Fact(Timeout = Limit)]
    public async Task A_part_under_If_Range_is_passed_on_and_not_kept()
    {
        var origin = new ScriptedOrigin(new ScriptedAnswer(206, "cd", ("Content-Range", "bytes 2-3/26"), ("Cache-Control", "max-age=60")));
        await using var edge = await StartAsync(origin);

        await edge.GetAsync("/", ("Range", "bytes=2-3"), ("If-Range", "\"v1\""));
        var reply = await edge.GetAsync("/", ("Range", "bytes=2-3"), ("If-Range", "\"v1\""));

        Assert.Equal((206, "Miss from cloudfront"), (reply.Status, reply["X-Cache"]));
        Assert.All(origin.Questions, question => Assert.Equal("\"v1\"", question["If-Range"]));
    }

    [Fact(Timeout = Limit)]
    public async Task A_416_of_the_origin_is_passed_on_never_cached_and_leaves_the_whole_alone()
    {
        var origin = new ScriptedOrigin(
            new ScriptedAnswer(200, Letters, ("Cache-Control", "max-age=2")),
            new ScriptedAnswer(416, null, ("Content-Range", "bytes */26"), ("Cache-Control", "max-age=60")),
            new ScriptedAnswer(500, null));
        await using var edge = await StartAsync(origin);
        await edge.GetAsync("/");

        edge.Clock.Advance(S(3));
        var refused = await edge.GetAsync("/", ("Range", "bytes=90-"));
        var standIn = await edge.GetAsync("/", ("Range", "bytes=0-1"));

        Assert.Equal((416, "bytes */26"), (refused.Status, refused["Content-Range"]));
        Assert.Equal((206, "ab", "RefreshHit from cloudfront", "3"), (standIn.Status, standIn.Body, standIn["X-Cache"], standIn["Age"]));
    }

    [Fact(Timeout = Limit)]
    public async Task A_206_that_nobody_asked_for_is_not_cached()
    {
        var origin = new ScriptedOrigin(new ScriptedAnswer(206, "cd", ("Content-Range", "bytes 2-3/26"), ("Cache-Control", "max-age=60")));
        await using var edge = await StartAsync(origin);

        await edge.GetAsync("/");
        await edge.GetAsync("/");

        Assert.Equal(2, origin.Questions.Count);
    }

    private static Task<EdgeHarness> StartAsync(ScriptedOrigin origin) =>
        EdgeHarness.StartAsync(origin.AnswerAsync, cancellationToken: TestContext.Current.CancellationToken);
}
