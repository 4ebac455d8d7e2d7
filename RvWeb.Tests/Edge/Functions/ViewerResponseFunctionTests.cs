using Microsoft.AspNetCore.Http;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Functions;

public sealed class ViewerResponseFunctionTests
{
    private const int Limit = 30_000;

    [Fact(Timeout = Limit)]
    public async Task It_runs_on_each_answer_and_leaves_the_stored_one_alone()
    {
        var origin = new CountingOrigin("max-age=60");
        await using var edge = await FunctionEdge.StartAsync(origin.AnswerAsync, onResponse: """
            function handler(event) {
                var r = event.response;
                r.headers['x-seen'] = { value: event.request.headers['x-viewer'].value + (r.headers['x-seen'] ? ' again' : '') };
                r.headers['cache-control'] = { value: 'no-store' };
                return r;
            }
            """, cancellationToken: TestContext.Current.CancellationToken);

        var first = await edge.GetAsync("/", ("X-Viewer", "anna"));
        var second = await edge.GetAsync("/", ("X-Viewer", "bert"));

        Assert.Equal(("Miss from cloudfront", "anna", "no-store"), (first.Headers["X-Cache"], first.Headers["X-Seen"], first.Headers["Cache-Control"]));
        Assert.Equal(("Hit from cloudfront", "bert", first.Body), (second.Headers["X-Cache"], second.Headers["X-Seen"], second.Body));
        Assert.Contains("; function Fn (viewer-response) used ", second.Headers["X-Edge-Explain"], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_replaced_body_is_the_viewers_and_the_origins_is_cached()
    {
        var asked = 0;
        await using var edge = await FunctionEdge.StartAsync(
            context =>
            {
                asked++;
                context.Response.Headers.SetCookie = new(["a=1; Path=/", "b=2"]);
                return context.Response.WriteAsync("from the origin", context.RequestAborted);
            },
            onResponse: """
            function handler(event) {
                var swap = event.request.querystring.swap;
                if (!swap) { return event.response; }
                event.response.statusCode = 203;
                event.response.body = swap.value;
                return event.response;
            }
            """,
            policy: Policy(usual: 60) with { Cookies = Names(RvWeb.Edge.Policies.SelectionMode.All) },
            cancellationToken: TestContext.Current.CancellationToken);

        var swapped = await edge.GetAsync("/?swap=other");
        var plain = await edge.GetAsync("/");
        var emptied = await edge.GetAsync("/?swap=");
        var head = await edge.SendAsync(HttpMethod.Head, "/?swap=other");

        Assert.Equal((203, "other", "Miss from cloudfront"), (swapped.Status, swapped.Body, swapped.Headers["X-Cache"]));
        Assert.Equal((200, "from the origin", "Hit from cloudfront"), (plain.Status, plain.Body, plain.Headers["X-Cache"]));
        Assert.Equal("a=1; Path=/, b=2", plain.Headers["Set-Cookie"]);
        Assert.Equal((203, "", "0"), (emptied.Status, emptied.Body, emptied.Headers["Content-Length"]));
        Assert.Equal((203, "", "5"), (head.Status, head.Body, head.Headers["Content-Length"]));
        Assert.Equal(1, asked);
    }

    [Theory(Timeout = Limit)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task It_does_not_run_on_errors(int status)
    {
        await using var edge = await FunctionEdge.StartAsync(
            context =>
            {
                context.Response.StatusCode = status;
                return context.Response.WriteAsync("sorry", context.RequestAborted);
            },
            onResponse: "function handler(event) { throw new Error('it ran'); }", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((status, "sorry"), (await edge.GetAsync("/")) is var reply ? (reply.Status, reply.Body) : default);
    }

    [Theory(Timeout = Limit)]
    [InlineData("throw new Error('no')", 503, "function Fn (viewer-response) threw Error: no")]
    [InlineData("return event.request", 502, "response.statusCode is undefined")]
    [InlineData("event.response.headers.via = { value: 'x' }; return event.response", 502, "response.headers['via'] is read-only")]
    [InlineData("delete event.response.headers.via; return event.response", 502, "response.headers['via'] is read-only")]
    [InlineData("event.response.headers['x-cache'] = { value: 'x' }; return event.response", 502, "is a header that functions may not add")]
    public async Task A_failure_is_the_viewers_and_the_answer_is_cached_all_the_same(string statement, int status, string expected)
    {
        var asked = 0;
        await using var edge = await FunctionEdge.StartAsync(
            context =>
            {
                asked++;
                context.Response.Headers["X-Secret"] = "s";
                return context.Response.WriteAsync(new string('x', 100_000), context.RequestAborted);
            },
            onResponse: $"function handler(event) {{ {statement}; }}", cancellationToken: TestContext.Current.CancellationToken);

        for (var turn = 0; turn < 2; turn++)
        {
            var reply = await edge.GetAsync("/");
            Assert.Equal(status, reply.Status);
            Assert.Contains("ERROR: The request could not be satisfied", reply.Body, StringComparison.Ordinal);
            Assert.Contains(expected, reply.Headers["X-Edge-Explain"], StringComparison.Ordinal);
            Assert.False(reply.Headers.ContainsKey("X-Secret"));
        }

        Assert.Equal(1, asked);
    }

    [Fact(Timeout = Limit)]
    public async Task It_runs_on_answers_without_a_body_too()
    {
        await using var edge = await FunctionEdge.StartAsync(
            context =>
            {
                context.Response.StatusCode = 204;
                return Task.CompletedTask;
            },
            onResponse: "function handler(event) { event.response.headers['x-seen'] = { value: '' + event.response.statusCode }; return event.response; }",
            cancellationToken: TestContext.Current.CancellationToken);

        var reply = await edge.GetAsync("/");

        Assert.Equal((204, "204"), (reply.Status, reply.Headers["X-Seen"]));
    }
}
