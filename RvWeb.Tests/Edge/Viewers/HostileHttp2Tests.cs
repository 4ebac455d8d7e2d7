using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RvWeb.Edge.Policies;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Viewers;

/// <summary>
/// HTTP/2 says in other ways where a request ends and whom it is for; an origin is asked over HTTP/1.1. What could mean one
/// thing here and another there is refused (RFC 9113, sections 8.2 and 8.3), or arrives as one request that means the same.
/// </summary>
public sealed class HostileHttp2Tests
{
    private const int Limit = 60_000;
    private static readonly OriginRequestPolicy AllViewer = ManagedPolicies.OriginRequest["216adef6-5c7f-47e4-b989-5492eafa07d3"];

    private readonly ConcurrentQueue<string> _seen = new();

    public static TheoryData<string, string> Refused => new()
    {
        { "connection", "GET / +connection=close" },
        { "connection naming a field", "GET / +connection=x-a +x-a=1" },
        { "keep-alive", "GET / +keep-alive=timeout%3d5" },
        { "proxy-connection", "GET / +proxy-connection=close" },
        { "transfer-encoding", "POST / +transfer-encoding=chunked" },
        { "upgrade", "GET / +upgrade=websocket" },
        { "te other than trailers", "GET / +te=gzip" },
        { "two paths", "GET / +:path=/evil" },
        { "two methods", "GET / +:method=DELETE" },
        { "two authorities", "GET / +:authority=evil" },
        { "two schemes", "GET / +:scheme=https" },
        { "an unknown pseudo-header", "GET / +:evil=1" },
        { "a pseudo-header after a header", "GET / +x-a=1 +:protocol=x" },
        { "a name in upper case", "GET / +X-Evil=1" },
        { "a name with a colon", "GET / +x-a:b=1" },
        { "a name with a blank", "GET / +x%20a=1" },
        { "a name with a line end", "GET / +x-a:1%0d%0ax-evil=1" },
        { "an empty name", "GET / +=1" },
        { "a value with a line end", "GET / +x-a=1%0d%0aX-Evil:%201" },
        { "a value with NUL", "GET / +x-a=1%002" },
        { "a path with a blank", "GET /%20HTTP/1.1" },
        { "a path with a line end", "GET /%20HTTP/1.1%0d%0aX-Evil:%201%0d%0a%0d%0a" },
        { "a path without a slash", "GET evil" },
        { "an empty path", "GET %" },
        { "a method with a blank", "GET%20/evil%20HTTP/1.1%0d%0aX:%20 /" },
        { "two content-lengths", "POST / +content-length=3 +content-length=5" },
        { "a content-length that is no number", "POST / +content-length=3x" },
    };

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Refused))]
    public async Task What_could_be_two_requests_is_refused_and_reaches_no_origin(string name, string request)
    {
        await using var edge = await StartAsync();

        var outcome = await RawHttp2Viewer.SendAsync(edge, Fields(request), request.StartsWith("POST", StringComparison.Ordinal) ? "hello" : null);

        Assert.True(outcome is "reset" or "goaway" or "closed" or "400" or "403", $"{name}: {outcome}");
        Assert.Empty(_seen);
    }

    [Theory(Timeout = Limit)]
    [InlineData("content-length=3", "hello")]
    [InlineData("content-length=9", "hello")]
    [InlineData("content-length=9", "")]
    public async Task A_content_length_that_lies_never_makes_a_whole_request_at_the_origin(string field, string body)
    {
        await using var edge = await StartAsync();

        var outcome = await RawHttp2Viewer.SendAsync(edge, Fields($"POST / +{field}"), body);

        Assert.True(outcome is "reset" or "goaway" or "closed" or "400", outcome);
        // The next request on the same edge is what it is, whatever a connection to the origin had got.
        Assert.Equal("GET /next body=", (await edge.GetAsync("/next")).Body.Split('\n')[0]);
        Assert.DoesNotContain(_seen, seen => seen.StartsWith("POST", StringComparison.Ordinal));
    }

    [Theory(Timeout = Limit)]
    [InlineData("GET / +te=trailers", "GET / body=")]
    [InlineData("GET /a%252f%252e%252e//b?q +x-a=1", "GET /a%2f%2e%2e//b?q body=")]
    [InlineData("GET / +cookie=a%3d1 +cookie=b%3d2", "GET / body= cookie=a=1; b=2")]
    [InlineData("POST / +content-length=5", "POST / body=hello")]
    [InlineData("POST /", "POST / body=hello")]
    public async Task What_is_odd_but_clear_arrives_as_one_request(string request, string expected)
    {
        await using var edge = await StartAsync();

        var outcome = await RawHttp2Viewer.SendAsync(edge, Fields(request), request.StartsWith("POST", StringComparison.Ordinal) ? "hello" : null);

        Assert.Equal("200", outcome);
        Assert.Equal(expected, Assert.Single(_seen));
    }

    [Fact(Timeout = Limit)]
    public async Task Of_host_and_authority_the_authority_counts_and_reaches_the_origin_alone()
    {
        var hosts = new ConcurrentQueue<string>();
        await using var edge = await EdgeHarness.StartAsync(
            context =>
            {
                hosts.Enqueue(context.Request.Headers.Host.ToString());
                return Task.CompletedTask;
            },
            toOrigin: AllViewer, cancellationToken: TestContext.Current.CancellationToken);

        var both = await RawHttp2Viewer.SendAsync(edge, Fields("GET / +host=evil"));
        var several = await RawHttp2Viewer.SendAsync(edge, Fields("GET / +host=evil +host=evil2"));
        var hostAlone = await RawHttp2Viewer.SendAsync(edge, Fields("GET /").Where(field => field.Name != ":authority").Append(("host", "alone")));

        Assert.Equal(("200", "200", "200"), (both, several, hostAlone));
        Assert.Equal(["a", "a", "alone"], hosts);
    }

    private Task<EdgeHarness> StartAsync() => EdgeHarness.StartAsync(
        SeeAsync, Policy() with { QueryStrings = Names(SelectionMode.All) }, AllViewer, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Notes a request once it is complete.</summary>
    private async Task SeeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var cookie = context.Request.Headers.Cookie is { Count: > 0 } cookies ? $" cookie={cookies}" : "";
        var seen = $"{context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget} body={body}{cookie}";
        if (seen != "GET /next body=")
            _seen.Enqueue(seen);
        await context.Response.WriteAsync(seen, context.RequestAborted);
    }

    /// <summary>Reads <c>METHOD PATH +name=value …</c>; percent signs encode bytes, a percent sign alone is nothing.</summary>
    private static List<(string Name, string Value)> Fields(string request)
    {
        var parts = request.Split(' ');
        var fields = new List<(string Name, string Value)> { (":method", Decoded(parts[0])), (":scheme", "http"), (":authority", "a"), (":path", Decoded(parts[1])) };
        foreach (var part in parts.Skip(2))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            fields.Add((Decoded(part[1..equals]), Decoded(part[(equals + 1)..])));
        }

        return fields;
    }

    private static string Decoded(string text) => text == "%" ? "" : Encoding.Latin1.GetString([.. Bytes(text)]);

    private static IEnumerable<byte> Bytes(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '%')
            {
                yield return (byte)text[at];
                continue;
            }

            yield return Convert.ToByte(text.Substring(at + 1, 2), 16);
            at += 2;
        }
    }
}
