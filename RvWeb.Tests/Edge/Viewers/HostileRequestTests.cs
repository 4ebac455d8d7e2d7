using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RvWeb.Edge.Policies;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Viewers;

/// <summary>Requests made to confuse: each is refused, or means to the origin what it means to the edge, and poisons nothing.</summary>
public sealed class HostileRequestTests
{
    private const int Limit = 20_000;
    private static readonly OriginRequestPolicy AllViewer = ManagedPolicies.OriginRequest["216adef6-5c7f-47e4-b989-5492eafa07d3"];

    [Theory(Timeout = Limit)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n folded: c\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX-A : b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX-A: b\0c\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX-A: b\rX-B: c\r\n\r\n", 400)]
    [InlineData("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET /é HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET / x HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nhello", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("CONNECT b:443 HTTP/1.1\r\nHost: b:443\r\nConnection: close\r\n\r\n", 403)]
    [InlineData("TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 403)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx", 403)]
    public async Task What_is_malformed_is_refused_and_never_reaches_the_origin(string request, int status)
    {
        var reached = 0;
        await using var edge = await EdgeHarness.StartAsync(
            _ =>
            {
                Interlocked.Increment(ref reached);
                return Task.CompletedTask;
            },
            toOrigin: AllViewer, cancellationToken: TestContext.Current.CancellationToken);

        var answer = await RawViewer.SendAsync(edge, request);

        Assert.Equal(status, RawViewer.Status(answer));
        Assert.Equal(0, reached);
    }

    [Theory(Timeout = Limit)]
    [InlineData("X-Forwarded-Host: evil")]
    [InlineData("X-Host: evil")]
    [InlineData("X-Original-URL: /evil")]
    [InlineData("X-Rewrite-URL: /evil")]
    [InlineData("X-HTTP-Method-Override: DELETE")]
    [InlineData("X-Forwarded-Scheme: evil")]
    [InlineData("X-Forwarded-Proto: evil")]
    [InlineData("Forwarded: host=evil")]
    [InlineData("Origin: https://evil")]
    [InlineData("Cookie: evil=1")]
    [InlineData("Range: bytes=0-evil")]
    [InlineData("If-None-Match: \"evil\"")]
    [InlineData("CloudFront-Viewer-Country: evil")]
    [InlineData("X_Forwarded_Host: evil")]
    public async Task A_header_outside_the_key_changes_nothing_that_is_cached(string header)
    {
        await using var edge = await EdgeHarness.StartAsync(AllItSeesAsync, Policy(usual: 60), cancellationToken: TestContext.Current.CancellationToken);

        var poisoned = await RawViewer.SendAsync(edge, $"GET / HTTP/1.1\r\nHost: evil\r\nConnection: close\r\n{header}\r\n\r\n");
        var next = await edge.GetAsync("/");

        Assert.Equal(200, RawViewer.Status(poisoned));
        Assert.DoesNotContain("evil", poisoned, StringComparison.Ordinal);
        Assert.Equal("Hit from cloudfront", next["X-Cache"]);
        Assert.DoesNotContain("evil", next.Body, StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("GET http://a/path?q HTTP/1.1\r\nHost: a", "GET /path?q")]
    [InlineData("GET http://a HTTP/1.1\r\nHost: a", "GET /")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: a", "OPTIONS /")]
    [InlineData("GET /%0d%0aX-Evil:%201 HTTP/1.1\r\nHost: a", "GET /%0d%0aX-Evil:%201")]
    [InlineData("GET /a/../../b//c%20 HTTP/1.1\r\nHost: a", "GET /a/../../b//c%20")]
    public async Task Odd_targets_reach_the_origin_as_one_request(string head, string seen)
    {
        await using var edge = await EdgeHarness.StartAsync(
            AllItSeesAsync, Policy() with { QueryStrings = Names(SelectionMode.All) }, cancellationToken: TestContext.Current.CancellationToken);

        var answer = await RawViewer.SendAsync(edge, head + "\r\nConnection: close\r\n\r\n");

        Assert.Contains($"\r\n{seen}\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Evil", answer.Replace(seen, "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact(Timeout = Limit)]
    public async Task Of_a_length_and_chunks_only_the_chunks_count_and_only_they_go_on()
    {
        await using var edge = await EdgeHarness.StartAsync(AllItSeesAsync, toOrigin: AllViewer, cancellationToken: TestContext.Current.CancellationToken);

        var answer = await RawViewer.SendAsync(edge,
            "POST /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 60\r\nTransfer-Encoding: chunked\r\n\r\n2;evil=\"1\"\r\nhi\r\n0\r\n\r\n");

        Assert.Equal(200, RawViewer.Status(answer));
        Assert.Contains("POST /a\n", answer, StringComparison.Ordinal);
        Assert.Contains("body=hi", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("length=60", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", answer, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_body_of_broken_chunks_is_the_viewers_fault()
    {
        await using var edge = await EdgeHarness.StartAsync(AllItSeesAsync, toOrigin: AllViewer, cancellationToken: TestContext.Current.CancellationToken);

        var answer = await RawViewer.SendAsync(edge, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZ\r\n\r\n");

        Assert.Equal(400, RawViewer.Status(answer));
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Ten_thousand_headers_get_494_and_the_connection_closes()
    {
        await using var edge = await EdgeHarness.StartAsync(AllItSeesAsync, toOrigin: AllViewer, cancellationToken: TestContext.Current.CancellationToken);
        var headers = new StringBuilder();
        for (var number = 0; number < 10_000; number++)
            headers.Append("X-").Append(number).Append(": y\r\n");

        var answer = await RawViewer.SendAsync(edge, $"GET / HTTP/1.1\r\nHost: a\r\n{headers}\r\n");

        Assert.Equal(494, RawViewer.Status(answer));
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
        Assert.Contains("X-Cache: Error from cloudfront", answer, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_head_beyond_all_measure_is_cut_off_by_the_server()
    {
        await using var edge = await EdgeHarness.StartAsync(AllItSeesAsync, cancellationToken: TestContext.Current.CancellationToken);

        var answer = await RawViewer.SendAsync(edge, $"GET / HTTP/1.1\r\nHost: a\r\nX-A: {new string('x', 600 * 1024)}\r\n\r\n");

        // Nothing arrives if the connection is cut before the answer was read.
        Assert.True(RawViewer.Status(answer) is 431 or 0, answer);
        Assert.Equal(200, (await edge.GetAsync("/")).Status);
    }

    [Fact(Timeout = Limit)]
    public async Task What_connection_names_is_stripped_from_the_viewers_request_only()
    {
        await using var edge = await EdgeHarness.StartAsync(AllItSeesAsync, toOrigin: AllViewer, cancellationToken: TestContext.Current.CancellationToken);

        var answer = await RawViewer.SendAsync(edge, "GET / HTTP/1.1\r\nHost: a\r\nConnection: X-Amz-Cf-Id, X-Mine\r\nX-Mine: evil\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        Assert.Contains("X-Amz-Cf-Id=", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", answer, StringComparison.Ordinal);
    }

    private static async Task AllItSeesAsync(HttpContext context)
    {
        var seen = new StringBuilder($"{context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}\n");
        foreach (var (name, value) in context.Request.Headers)
            seen.Append(name).Append('=').Append(value).Append('\n');
        using var reader = new StreamReader(context.Request.Body);
        seen.Append("length=").Append(context.Request.ContentLength).Append("\nbody=").Append(await reader.ReadToEndAsync(context.RequestAborted));
        await context.Response.WriteAsync(seen.ToString(), context.RequestAborted);
    }
}
