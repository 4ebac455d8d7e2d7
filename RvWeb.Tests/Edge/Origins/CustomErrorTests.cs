using Microsoft.AspNetCore.Http;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Origins;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html</summary>
public sealed class CustomErrorTests
{
    private const int Limit = 20_000;

    private const string Pages = """
        "CustomErrorResponses":[
          {"ErrorCode":404,"ResponsePagePath":"/errors/404.html","ResponseCode":200,"ErrorCachingMinTTL":5},
          {"ErrorCode":403,"ResponsePagePath":"/errors/403.html","ResponseCode":403},
          {"ErrorCode":500,"ResponsePagePath":"/errors/500.html","ResponseCode":500},
          {"ErrorCode":503,"ResponsePagePath":"/errors/503.html","ResponseCode":503,"ErrorCachingMinTTL":0},
          {"ErrorCode":502,"ResponsePagePath":"/errors/502.html","ResponseCode":404}],
        """;

    private const string PageBehavior = """
        {"PathPattern":"/errors/*","TargetOriginId":"pages","CachePolicyId":{"Ref":"Policy"},"ViewerProtocolPolicy":"allow-all"}
        """;

    private static readonly string Template = OriginTemplates.Of(
        """
        {"Id":"app","DomainName":"app.example.com"},{"Id":"pages","DomainName":"pages.example.com"}
        """, more: Pages, behaviors: PageBehavior);

    [Fact(Timeout = Limit)]
    public async Task The_page_comes_through_its_own_behavior_and_is_cached_by_that_while_the_error_is_by_ErrorCachingMinTTL()
    {
        await using var app = await RunningOrigin.SayingAsync("not here", 404);
        await using var pages = await PagesAsync();
        await using var edge = await StartAsync(app, pages);

        var first = await edge.GetAsync("/a");
        await edge.GetAsync("/a");
        edge.Clock.Advance(S(5));
        var third = await edge.GetAsync("/a");

        Assert.Equal((200, "page /errors/404.html", "Error from cloudfront"), (first.Status, first.Body, first["X-Cache"]));
        Assert.Equal((200, "page /errors/404.html"), (third.Status, third.Body));
        Assert.Equal((2, 1), (app.Fetches, pages.Fetches));
        Assert.StartsWith("404: the origin answered so; error 404 cached for ErrorCachingMinTTL 5 s; instead /errors/404.html with status 200: ", first["X-Edge-Explain"], StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData(500, true)]
    [InlineData(503, false)]
    public async Task The_connection_ends_with_some_errors_only(int status, bool closes)
    {
        await using var app = await RunningOrigin.SayingAsync("broken", status);
        await using var pages = await PagesAsync();
        await using var edge = await StartAsync(app, pages);

        var reply = await edge.GetAsync("/a");

        Assert.Equal((status, $"page /errors/{status}.html", closes ? "close" : null), (reply.Status, reply.Body, reply["Connection"]));
    }

    [Fact(Timeout = Limit)]
    public async Task A_page_that_fails_leaves_the_viewer_with_its_own_status()
    {
        await using var app = await RunningOrigin.SayingAsync("not here", 404);
        await using var pages = await RunningOrigin.SayingAsync("nor the page", 403);
        await using var edge = await StartAsync(app, pages);

        var reply = await edge.GetAsync("/a");

        Assert.Equal((403, "nor the page", 1), (reply.Status, reply.Body, pages.Fetches));
    }

    [Fact(Timeout = Limit)]
    public async Task A_page_that_is_missing_itself_ends_there()
    {
        await using var app = await RunningOrigin.SayingAsync("x");
        await using var pages = await RunningOrigin.SayingAsync("no page", 404);
        await using var edge = await StartAsync(app, pages);

        Assert.Equal(404, (await edge.GetAsync("/errors/404.html")).Status);
        Assert.Equal(404, (await edge.GetAsync("/errors/404.html")).Status);
    }

    [Fact(Timeout = Limit)]
    public async Task A_stale_copy_goes_before_the_page()
    {
        var status = 200;
        await using var app = await RunningOrigin.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.CacheControl = "max-age=2";
            return context.Response.WriteAsync("good", context.RequestAborted);
        });
        await using var pages = await PagesAsync();
        await using var edge = await StartAsync(app, pages);
        await edge.GetAsync("/a");
        status = 500;
        edge.Clock.Advance(S(3));

        var reply = await edge.GetAsync("/a");

        Assert.Equal((200, "good", 0), (reply.Status, reply.Body, pages.Fetches));
    }

    [Fact(Timeout = Limit)]
    public async Task An_origin_that_refuses_gets_the_page_of_502()
    {
        await using var pages = await PagesAsync();
        await using var edge = await RunningEdge.StartAsync(Template, ["app=http://127.0.0.1:1", $"pages={pages.Url}"]);

        var replies = new[] { await edge.GetAsync("/a"), await edge.GetAsync("/a"), await edge.SendAsync(HttpMethod.Post, "/a", new StringContent("x")) };

        Assert.All(replies, reply => Assert.Equal((404, "page /errors/502.html"), (reply.Status, reply.Body)));
    }

    [Fact(Timeout = Limit)]
    public async Task The_page_is_asked_for_without_what_was_about_the_failed_request()
    {
        await using var app = await RunningOrigin.SayingAsync("broken", 500);
        await using var pages = await RunningOrigin.StartAsync(context => context.Response.WriteAsync(
            $"{context.Request.Method} {context.Request.ContentLength} {context.Request.ContentType} {context.Request.Headers.Range}{context.Request.QueryString}", context.RequestAborted));
        await using var edge = await StartAsync(app, pages);

        var reply = await edge.SendAsync(HttpMethod.Post, "/a?x=1", new StringContent("body"), ("Range", "bytes=0-1"));

        Assert.Equal((500, "GET   "), (reply.Status, reply.Body));
    }

    [Fact(Timeout = Limit)]
    public async Task A_head_gets_the_pages_head()
    {
        await using var app = await RunningOrigin.SayingAsync("", 404);
        await using var pages = await PagesAsync();
        await using var edge = await StartAsync(app, pages);

        var reply = await edge.SendAsync(HttpMethod.Head, "/a");

        Assert.Equal((200, "", "21"), (reply.Status, reply.Body, reply["Content-Length"]));
    }

    [Fact(Timeout = Limit)]
    public async Task What_the_edge_itself_refuses_gets_the_page_too()
    {
        await using var app = await RunningOrigin.SayingAsync("x");
        await using var pages = await PagesAsync();
        await using var edge = await StartAsync(app, pages);

        var reply = await edge.SendAsync(HttpMethod.Delete, "/errors/x");

        Assert.Equal((403, "page /errors/403.html"), (reply.Status, reply.Body));
    }

    [Fact(Timeout = Limit)]
    public async Task Fail_over_goes_before_the_page()
    {
        await using var first = await RunningOrigin.SayingAsync("broken", 500);
        await using var second = await RunningOrigin.SayingAsync("copy");
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.Group("500", more: Pages), [$"first={first.Url}", $"second={second.Url}"]);

        Assert.Equal("copy", (await edge.GetAsync("/a")).Body);
    }

    [Fact(Timeout = Limit)]
    public async Task Ten_at_once_make_one_fetch_of_the_error_and_one_of_the_page()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await RunningOrigin.StartAsync(async context =>
        {
            await gate.Task;
            context.Response.StatusCode = 404;
        });
        await using var pages = await PagesAsync();
        await using var edge = await StartAsync(app, pages);

        var replies = Enumerable.Range(0, 10).Select(_ => edge.GetAsync("/a")).ToList();
        await app.ArrivedAsync();
        gate.SetResult();

        Assert.All(await Task.WhenAll(replies), reply => Assert.Equal("page /errors/404.html", reply.Body));
        Assert.Equal((1, 1), (app.Fetches, pages.Fetches));
    }

    private static Task<RunningOrigin> PagesAsync() => RunningOrigin.StartAsync(context =>
    {
        var text = $"page {context.Request.Path}";
        context.Response.Headers.CacheControl = "max-age=3600";
        context.Response.ContentLength = text.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(text, context.RequestAborted);
    });

    private static Task<RunningEdge> StartAsync(RunningOrigin app, RunningOrigin pages) =>
        RunningEdge.StartAsync(Template, [$"app={app.Url}", $"pages={pages.Url}"]);
}
