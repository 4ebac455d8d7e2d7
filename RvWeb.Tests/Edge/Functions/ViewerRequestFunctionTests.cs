using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RvWeb.Edge.Policies;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Functions;

public sealed class ViewerRequestFunctionTests
{
    private const int Limit = 30_000;

    private static readonly OriginRequestPolicy AllViewer = new()
    {
        Name = "all",
        Headers = new Selection(SelectionMode.All, [], StringComparer.OrdinalIgnoreCase),
        QueryStrings = new Selection(SelectionMode.All, [], StringComparer.Ordinal),
        Cookies = new Selection(SelectionMode.All, [], StringComparer.Ordinal),
    };

    [Fact(Timeout = Limit)]
    public async Task The_key_and_the_request_to_the_origin_are_made_of_what_the_function_returned()
    {
        var asked = 0;
        await using var edge = await FunctionEdge.StartAsync(
            context => Echo(context, Interlocked.Increment(ref asked)),
            "function handler(event) { var r = event.request; r.uri = '/one'; r.querystring = { v: { value: '1' } }; r.headers['x-added'] = { value: 'a' }; r.cookies.c = { value: 'd' }; return r; }",
            policy: Policy(usual: 60) with { QueryStrings = Names(SelectionMode.All), Headers = HeaderNames("X-Added"), Cookies = Names(SelectionMode.All) },
            cancellationToken: TestContext.Current.CancellationToken);

        var first = await edge.GetAsync("/a?x=2");
        var second = await edge.GetAsync("/b?x=3");

        Assert.Equal("1 GET /one?v=1 X-Added=a Cookie=c=d", first.Body);
        Assert.Equal((first.Body, "Hit from cloudfront"), (second.Body, second.Headers["X-Cache"]));
        Assert.Contains("; function Fn (viewer-request) used ", second.Headers["X-Edge-Explain"], StringComparison.Ordinal);
        Assert.Equal(1, asked);
    }

    [Theory(Timeout = Limit)]
    [InlineData("body: 'hällo'", "hällo")]
    [InlineData("body: { encoding: 'base64', data: 'aGk=' }", "hi")]
    [InlineData("body: { encoding: 'text', data: 'hi' }", "hi")]
    [InlineData("body: ''", "")]
    [InlineData("headers: {}", "")]
    public async Task A_generated_response_goes_out_at_once_and_is_never_cached(string parts, string body)
    {
        var asked = 0;
        await using var edge = await FunctionEdge.StartAsync(
            context => Echo(context, Interlocked.Increment(ref asked)),
            $$"""
            function handler(event) {
                return { statusCode: 418, statusDescription: 'Teapot', cookies: { c: { value: 'v', attributes: 'Secure; Path=/' } }, {{parts}} };
            }
            """,
            "function handler(event) { event.response.headers['x-after'] = { value: '1' }; return event.response; }",
            cancellationToken: TestContext.Current.CancellationToken);

        for (var turn = 0; turn < 2; turn++)
        {
            var reply = await edge.GetAsync("/");
            Assert.Equal((418, body), (reply.Status, reply.Body));
            Assert.Equal(("FunctionGeneratedResponse from cloudfront", "CloudFront"), (reply.Headers["X-Cache"], reply.Headers["Server"]));
            Assert.Equal("c=v; Secure; Path=/", reply.Headers["Set-Cookie"]);
            Assert.False(reply.Headers.ContainsKey("X-After"));
            Assert.False(reply.Headers.ContainsKey("Age"));
        }

        Assert.Equal(0, asked);
    }

    [Theory(Timeout = Limit)]
    [InlineData("event.request.method = 'POST'", 502, "request.method is read-only: 'GET' became 'POST'")]
    [InlineData("delete event.request.headers.host", 502, "request.headers['host'] is read-only")]
    [InlineData("event.request.headers.host = { value: 'x' }", 502, "request.headers['host'] is read-only")]
    [InlineData("event.request.headers.via = { value: 'x' }", 502, "request.headers['via'] is read-only")]
    [InlineData("event.request.headers['x-amz-cf-id'] = { value: 'x' }", 502, "is a header that functions may not add")]
    [InlineData("event.request.headers['X-Upper'] = { value: 'x' }", 502, "header names must be in lower case")]
    [InlineData("event.request.headers['a b'] = { value: 'x' }", 502, "which is no header name")]
    [InlineData("event.request.headers.a = { value: 'x\\r\\nHost: y' }", 502, "has the control character 0x0d")]
    [InlineData("event.request.headers.a = { value: 'x'.repeat(1000000) }", 502, "at most 32768 are allowed")]
    [InlineData("event.request.uri = 'relative'", 502, "request.uri is 'relative': it must begin with a slash")]
    [InlineData("event.request.uri = '/' + 'x'.repeat(9000)", 502, "fewer than 8192 are allowed")]
    [InlineData("event.request.querystring = { a: { value: 'b c' } }", 502, "request.querystring has the character 0x20")]
    [InlineData("nothing.here", 503, "function Fn (viewer-request) threw ReferenceError")]
    [InlineData("while (true) {}", 503, "was stopped: it used more than the maximum of compute utilization")]
    public async Task What_a_function_may_not_do_is_answered_with_the_reason(string statement, int status, string expected)
    {
        var asked = 0;
        await using var edge = await FunctionEdge.StartAsync(
            context => Echo(context, Interlocked.Increment(ref asked)), $"function handler(event) {{ {statement}; return event.request; }}",
            toOrigin: AllViewer, cancellationToken: TestContext.Current.CancellationToken);

        var reply = await edge.GetAsync("/");

        Assert.Equal(status, reply.Status);
        Assert.Equal(status == 502 ? "FunctionValidationError from cloudfront" : "FunctionExecutionError from cloudfront", reply.Headers["X-Cache"]);
        Assert.Contains(expected, reply.Headers["X-Edge-Explain"], StringComparison.Ordinal);
        Assert.Equal(0, asked);
    }

    [Theory(Timeout = Limit)]
    [InlineData("cf.selectRequestOriginById('backup')", "1 GET /backup/x X-Backup=yes")]
    [InlineData("cf.selectRequestOriginById('backup', { originPath: '/deep' })", "1 GET /deep/x X-Backup=yes")]
    [InlineData("cf.updateRequestOrigin({ originPath: '/p', customHeaders: { 'x-added': 'c' } })", "1 GET /p/x X-Added=c")]
    [InlineData("cf.updateRequestOrigin({ domainName: 'other.example.com', hostHeader: 'h.example.com' })", "1 GET /x Host=h.example.com")]
    [InlineData("cf.updateRequestOrigin({ domainName: 'APP.example.com' })", "1 GET /x")]
    [InlineData("cf.createRequestOriginGroup({ originIds: [{ originId: 'backup' }, { originId: 'app' }], failoverCriteria: { statusCodes: [500] } })", "1 GET /backup/x X-Backup=yes")]
    public async Task A_function_chooses_the_origin(string statement, string expected)
    {
        await using var edge = await FunctionEdge.StartAsync(
            context => Echo(context, 1), $"import cf from 'cloudfront'; function handler(event) {{ {statement}; return event.request; }}",
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(expected, (await edge.GetAsync("/x")).Body);
    }

    [Theory]
    [InlineData("cf.updateRequestOrigin({ domainName: 'gone.example.com' })", "add --function-origin gone.example.com=http://localhost:PORT")]
    [InlineData("cf.selectRequestOriginById('gone')", "the distribution has no origin 'gone': use app, backup")]
    [InlineData("cf.createRequestOriginGroup({ originIds: ['app'] })", "originIds must be a list of two origins")]
    [InlineData("cf.updateRequestOrigin({ originPath: 'x/' })", "originPath 'x/' must begin with a slash")]
    [InlineData("cf.updateRequestOrigin()", "updateRequestOrigin: an object is needed")]
    [InlineData("cf.kvs()", "no key value store is associated")]
    public void An_origin_or_a_store_that_is_not_there_is_named(string statement, string expected)
    {
        var outcome = FunctionSamples.OnRequest($"import cf from 'cloudfront'; function handler(event) {{ {statement}; return event.request; }}");

        Assert.Contains(expected, outcome.Failure?.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void The_location_is_known_to_viewer_request_functions_only()
    {
        const string code = "import cf from 'cloudfront'; function handler(event) { return { statusCode: 200, body: JSON.stringify(cf.edgeLocation) }; }";

        Assert.Equal("""{"name":"LOC","serverIp":"127.0.0.1","region":"us-east-1"}""", System.Text.Encoding.UTF8.GetString(FunctionSamples.OnRequest(code).Response!.Body!));
        Assert.Equal("{}", System.Text.Encoding.UTF8.GetString(FunctionSamples.OnResponse(code, new() { Status = 200 }).Response!.Body!));
    }

    private static Task Echo(HttpContext context, int count)
    {
        var text = $"{count} {context.Request.Method} {context.Features.Get<IHttpRequestFeature>()!.RawTarget}";
        foreach (var name in new[] { "X-Added", "X-Backup", "Cookie" })
        {
            if (context.Request.Headers.TryGetValue(name, out var value))
                text += $" {name}={value}";
        }

        if (context.Request.Host.Host.EndsWith("example.com", StringComparison.Ordinal))
            text += $" Host={context.Request.Host.Host}";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
