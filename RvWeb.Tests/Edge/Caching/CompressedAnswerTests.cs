using System.Net.Sockets;
using System.Text;
using RvWeb.Edge.Policies;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html</summary>
public sealed class CompressedAnswerTests
{
    private const int Limit = 20_000;

    private static readonly string Page = string.Concat(Enumerable.Range(0, 20_000).Select(line => $"line {line}\n"));
    private static readonly ScriptedAnswer Html = new(200, Page, ("Cache-Control", "max-age=60"), ("ETag", "\"v1\""), ("Content-Type", "text/html"));
    private static readonly CachePolicy Both = Policy(usual: 0) with { Gzip = true, Brotli = true };

    [Theory(Timeout = Limit)]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, br", "br")]
    public async Task A_miss_is_compressed_on_the_way_and_hits_send_the_stored_bytes(string accepted, string coding)
    {
        var origin = new ScriptedOrigin(Html);
        await using var edge = await StartAsync(origin);

        var miss = await BytesAsync(edge, accepted);
        var hit = await BytesAsync(edge, accepted);

        Assert.Equal((coding, null, "Miss from cloudfront"), (miss.Coding, miss.Length, miss.XCache));
        Assert.Equal((coding, (long?)hit.Body.Length, "Hit from cloudfront"), (hit.Coding, hit.Length, hit.XCache));
        Assert.Equal(Page, Encoding.UTF8.GetString(CompressionRuleTests.Decoded(coding, miss.Body)));
        Assert.Equal(miss.Body, hit.Body);
        Assert.Single(origin.Questions);
    }

    [Fact(Timeout = Limit)]
    public async Task A_compressed_answer_has_a_weak_tag_and_the_origin_is_asked_with_its_own()
    {
        var origin = new ScriptedOrigin(Html with { Headers = [("Cache-Control", "max-age=2"), ("ETag", "\"v1\""), ("Content-Type", "text/html")] },
            new ScriptedAnswer(304, null, ("Cache-Control", "max-age=2"), ("ETag", "\"v1\"")));
        await using var edge = await StartAsync(origin);

        var first = await edge.GetAsync("/", ("Accept-Encoding", "gzip"));
        edge.Clock.Advance(S(3));
        var renewed = await edge.GetAsync("/", ("Accept-Encoding", "gzip"));
        var known = await edge.GetAsync("/", ("Accept-Encoding", "gzip"), ("If-None-Match", "W/\"v1\""));

        Assert.Equal(("W/\"v1\"", "gzip", "Accept-Encoding"), (first["ETag"], first["Content-Encoding"], first["Vary"]));
        Assert.Equal(("W/\"v1\"", "gzip", "Accept-Encoding", "RefreshHit from cloudfront"), (renewed["ETag"], renewed["Content-Encoding"], renewed["Vary"], renewed["X-Cache"]));
        Assert.Equal((304, null), (known.Status, known["Content-Encoding"]));
        Assert.Equal("\"v1\"", origin.Questions.Last()["If-None-Match"]);
    }

    [Fact(Timeout = Limit)]
    public async Task Who_accepts_both_gets_the_gzip_copy_that_is_there()
    {
        var origin = new ScriptedOrigin(Html);
        await using var edge = await StartAsync(origin);

        await BytesAsync(edge, "gzip");
        var both = await BytesAsync(edge, "gzip, br");
        var brotli = await BytesAsync(edge, "br");

        Assert.Equal(("gzip", "Hit from cloudfront"), (both.Coding, both.XCache));
        Assert.Equal(("br", "Miss from cloudfront"), (brotli.Coding, brotli.XCache));
        Assert.Equal(2, origin.Questions.Count);
    }

    [Fact(Timeout = Limit)]
    public async Task Who_accepts_nothing_gets_the_plain_body()
    {
        await using var edge = await StartAsync(new ScriptedOrigin(Html));

        await BytesAsync(edge, "gzip");
        var plain = await edge.GetAsync("/");

        Assert.Equal((null, Page, "\"v1\"", "Miss from cloudfront"), (plain["Content-Encoding"], plain.Body, plain["ETag"], plain["X-Cache"]));
    }

    [Fact(Timeout = Limit)]
    public async Task A_chunked_answer_is_not_compressed_and_the_explanation_says_why()
    {
        await using var edge = await StartAsync(new ScriptedOrigin(Html with { IsChunked = true }));

        var reply = await edge.GetAsync("/", ("Accept-Encoding", "gzip"));

        Assert.Equal((null, Page), (reply["Content-Encoding"], reply.Body));
        Assert.Contains("not compressed: the origin sent no Content-Length (chunked or streamed, as function URLs answer)", reply["X-Edge-Explain"], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_range_of_a_compressed_copy_is_one_of_the_stored_bytes()
    {
        await using var edge = await StartAsync(new ScriptedOrigin(Html));
        var whole = await BytesAsync(edge, "gzip");

        var part = await BytesAsync(edge, "gzip", ("Range", "bytes=10-19"));

        Assert.Equal("gzip", part.Coding);
        Assert.Equal(whole.Body[10..20], part.Body);
    }

    [Fact(Timeout = Limit)]
    public async Task A_background_refresh_compresses_like_a_miss()
    {
        var origin = new ScriptedOrigin(Html with { Headers = [("Cache-Control", "max-age=2, stale-while-revalidate=50"), ("Content-Type", "text/html")] });
        using var spans = new SpanWatch("/compressed-refresh");
        await using var edge = await StartAsync(origin);
        await edge.GetAsync("/compressed-refresh", ("Accept-Encoding", "br"));

        edge.Clock.Advance(S(3));
        await edge.GetAsync("/compressed-refresh", ("Accept-Encoding", "br"));
        await spans.Revalidated;
        var fresh = await edge.GetAsync("/compressed-refresh", ("Accept-Encoding", "br"));

        Assert.Equal(("br", "Hit from cloudfront", "0", 2), (fresh["Content-Encoding"], fresh["X-Cache"], fresh["Age"], origin.Questions.Count));
    }

    [Fact(Timeout = Limit)]
    public async Task A_body_over_the_bound_is_compressed_and_streams_through_uncached()
    {
        var origin = new ScriptedOrigin(Html);
        await using var edge = await EdgeHarness.StartAsync(
            origin.AnswerAsync, Both, largest: 100_000, cancellationToken: TestContext.Current.CancellationToken,
            change: behavior => behavior with { Compress = true });

        var first = await BytesAsync(edge, "gzip");
        var second = await BytesAsync(edge, "gzip");

        Assert.Equal(Page, Encoding.UTF8.GetString(CompressionRuleTests.Decoded("gzip", first.Body)));
        Assert.Equal(("gzip", "Miss from cloudfront"), (second.Coding, second.XCache));
    }

    [Fact(Timeout = Limit)]
    public async Task An_HTTP_1_0_viewer_gets_nothing_compressed()
    {
        await using var edge = await StartAsync(new ScriptedOrigin(Html));
        using var socket = new TcpClient();
        await socket.ConnectAsync(edge.Viewer.BaseAddress!.Host, edge.Viewer.BaseAddress.Port, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(socket.GetStream());

        await reader.BaseStream.WriteAsync("GET / HTTP/1.0\r\nAccept-Encoding: gzip\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var reply = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("Content-Encoding", reply, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("line 19999\n", reply, StringComparison.Ordinal);
    }

    private static Task<EdgeHarness> StartAsync(ScriptedOrigin origin) => EdgeHarness.StartAsync(
        origin.AnswerAsync, Both, cancellationToken: TestContext.Current.CancellationToken, change: behavior => behavior with { Compress = true });

    private static async Task<(string? Coding, long? Length, string XCache, byte[] Body)> BytesAsync(
        EdgeHarness edge, string accepted, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        foreach (var (name, value) in headers.Append(("Accept-Encoding", accepted)))
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await edge.Viewer.SendAsync(request, TestContext.Current.CancellationToken);
        var length = response.Content.Headers.NonValidated.Contains("Content-Length") ? response.Content.Headers.ContentLength : null;
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return (response.Content.Headers.ContentEncoding.SingleOrDefault(), length, response.Headers.GetValues("X-Cache").Single(), body);
    }
}
