using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Origins;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html</summary>
public sealed class OriginGroupTests
{
    private const int Limit = 20_000;

    [Fact(Timeout = Limit)]
    public async Task A_listed_status_of_the_first_origin_makes_the_second_answer()
    {
        using var spans = new SpanWatch("/which-member");
        await using var first = await RunningOrigin.SayingAsync("down", 503);
        await using var second = await RunningOrigin.StartAsync(context => context.Response.WriteAsync(
            $"{context.Request.Headers["X-Who"]} {context.Request.Path}", context.RequestAborted));
        await using var edge = await StartAsync(OriginTemplates.Group("503"), first.Url, second.Url);

        var reply = await edge.GetAsync("/which-member");

        Assert.Equal((200, "second /copy/which-member"), (reply.Status, reply.Body));
        Assert.Equal(["first", "second"], spans.Spans.Where(span => span.Kind == ActivityKind.Client).Select(span => span.GetTagItem("cloudfront.origin.id")));
        Assert.Contains("origin second was asked because origin first answered 503 (origin group group)", reply["X-Edge-Explain"], StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("GET", "502", 503)]
    [InlineData("POST", "503", 503)]
    [InlineData("OPTIONS", "503", 503)]
    public async Task Another_status_or_method_stays_with_the_first_origin(string method, string statuses, int status)
    {
        await using var first = await RunningOrigin.SayingAsync("down", status);
        await using var second = await RunningOrigin.SayingAsync("copy");
        await using var edge = await StartAsync(OriginTemplates.Group(statuses), first.Url, second.Url);

        var reply = await edge.SendAsync(new HttpMethod(method), "/");

        Assert.Equal((status, "down", 0), (reply.Status, reply.Body, second.Fetches));
        if (method == "GET")
            Assert.Contains("origin first answered 503, so second was not asked (origin group group)", reply["X-Edge-Explain"], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task OPTIONS_fails_over_where_it_is_cached()
    {
        await using var first = await RunningOrigin.SayingAsync("down", 503);
        await using var second = await RunningOrigin.SayingAsync("copy");
        await using var edge = await StartAsync(OriginTemplates.Group("503", cached: "\"GET\",\"HEAD\",\"OPTIONS\""), first.Url, second.Url);

        Assert.Equal("copy", (await edge.SendAsync(HttpMethod.Options, "/")).Body);
    }

    [Theory(Timeout = Limit)]
    [InlineData("503", 200)]
    [InlineData("502", 502)]
    public async Task A_connection_that_cannot_be_made_counts_as_503(string statuses, int expected)
    {
        await using var second = await RunningOrigin.SayingAsync("copy");
        await using var edge = await StartAsync(OriginTemplates.Group(statuses), "http://127.0.0.1:1", second.Url);

        Assert.Equal(expected, (await edge.GetAsync("/")).Status);
    }

    [Theory(Timeout = Limit)]
    [InlineData("504", 200, 1)]
    [InlineData("503", 504, 0)]
    public async Task Silence_counts_as_504_after_the_first_origins_own_attempts(string statuses, int expected, int fetchesOfSecond)
    {
        await using var first = await RunningOrigin.SilentAsync();
        await using var second = await RunningOrigin.SayingAsync("copy");
        const string properties = """
            "ConnectionAttempts":2,"CustomOriginConfig":{"OriginReadTimeout":7},
            """;
        await using var edge = await StartAsync(OriginTemplates.Group(statuses, properties), first.Url, second.Url);

        var reply = edge.GetAsync("/");
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await first.ArrivedAsync();
            edge.Clock.Advance(S(7));
        }

        Assert.Equal((expected, 2, fetchesOfSecond), ((await reply).Status, first.Fetches, second.Fetches));
    }

    [Fact(Timeout = Limit)]
    public async Task If_both_fail_the_viewer_gets_the_second_ones_failure_and_the_first_is_asked_first_again()
    {
        await using var first = await RunningOrigin.SayingAsync("down", 503, "no-store");
        await using var second = await RunningOrigin.SayingAsync("gone", 404, "no-store");
        await using var edge = await StartAsync(OriginTemplates.Group("503"), first.Url, second.Url);

        var replies = new[] { await edge.GetAsync("/"), await edge.GetAsync("/") };

        Assert.All(replies, reply => Assert.Equal((404, "gone"), (reply.Status, reply.Body)));
        Assert.Equal((2, 2), (first.Fetches, second.Fetches));
    }

    [Fact(Timeout = Limit)]
    public async Task A_stale_copy_stands_in_only_when_both_have_failed()
    {
        var status = 200;
        await using var first = await RunningOrigin.StartAsync(context => SayAsync(context, status, "first"));
        await using var second = await RunningOrigin.SayingAsync("down too", 500);
        await using var edge = await StartAsync(OriginTemplates.Group("503"), first.Url, second.Url);
        await edge.GetAsync("/");
        status = 503;
        edge.Clock.Advance(S(10));

        var reply = await edge.GetAsync("/");

        Assert.Equal((200, "first", 1), (reply.Status, reply.Body, second.Fetches));
    }

    [Fact(Timeout = Limit)]
    public async Task A_background_revalidation_fails_over_too()
    {
        var status = 200;
        await using var first = await RunningOrigin.StartAsync(context => SayAsync(context, status, "first"));
        await using var second = await RunningOrigin.SayingAsync("second", cacheControl: "max-age=60");
        using var spans = new SpanWatch("/fails-over");
        await using var edge = await StartAsync(OriginTemplates.Group("503"), first.Url, second.Url);
        await edge.GetAsync("/fails-over");
        status = 503;
        edge.Clock.Advance(S(3));

        Assert.Equal("first", (await edge.GetAsync("/fails-over")).Body);
        await spans.Revalidated;

        Assert.Equal("second", (await edge.GetAsync("/fails-over")).Body);
    }

    private static Task SayAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "max-age=2, stale-while-revalidate=3";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static Task<RunningEdge> StartAsync(string template, string first, string second) =>
        RunningEdge.StartAsync(template, [$"first={first}", $"second={second}"]);
}
