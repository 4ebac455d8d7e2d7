using RvWeb.Tests.Edge.Origins;

namespace RvWeb.Tests.Edge.Functions;

/// <summary>Functions beside what else a distribution does to an answer: custom error pages, origin groups, response headers policies.</summary>
public sealed class FunctionAndNeighbourTests
{
    private const int Limit = 30_000;

    private static readonly string[] Unused = ["second=http://127.0.0.1:1", "third=http://127.0.0.1:1"];

    [Fact(Timeout = Limit)]
    public async Task A_custom_error_page_is_shown_whole_and_no_viewer_response_function_runs_on_it()
    {
        await using var app = await RunningOrigin.SayingAsync("not here", 404);
        await using var pages = await RunningOrigin.SayingAsync("the page");
        await using var edge = await StartAsync(
            "viewer-response", "function handler(event) { event.response.headers['x-fn'] = { value: 'ran' }; return event.response; }",
            $"first={app.Url}", $"second={pages.Url}", Unused[1]);

        var reply = await edge.GetAsync("/missing");

        Assert.Equal((200, "the page", "Error from cloudfront"), (reply.Status, reply.Body, reply["X-Cache"]));
        Assert.Null(reply["X-Fn"]);
    }

    [Fact(Timeout = Limit)]
    public async Task An_origin_that_a_function_chose_stands_alone()
    {
        await using var chosen = await RunningOrigin.SayingAsync("busy", 503);
        await using var second = await RunningOrigin.SayingAsync("the second member");
        await using var edge = await StartAsync(
            "viewer-request",
            "import cf from 'cloudfront'; function handler(event) { cf.selectRequestOriginById('third'); return event.request; }",
            "first=http://127.0.0.1:1", $"second={second.Url}", $"third={chosen.Url}");

        var reply = await edge.GetAsync("/");

        Assert.Equal((503, "busy", 0), (reply.Status, reply.Body, second.Fetches));
    }

    [Fact(Timeout = Limit)]
    public async Task A_generated_response_has_the_headers_of_the_response_headers_policy()
    {
        await using var edge = await StartAsync(
            "viewer-request", "function handler(event) { return { statusCode: 302, headers: { location: { value: '/there' } } }; }",
            ["first=http://127.0.0.1:1", .. Unused]);

        var reply = await edge.GetAsync("/");

        Assert.Equal((302, "/there", "nosniff"), (reply.Status, reply["Location"], reply["X-Content-Type-Options"]));
    }

    private static Task<RunningEdge> StartAsync(string eventType, string code, params string[] origins) => RunningEdge.StartAsync(
        FunctionTemplates.Group(eventType, code), origins);
}
