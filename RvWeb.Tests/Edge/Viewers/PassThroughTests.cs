using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using RvWeb.Edge.Policies;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Viewers;

public sealed class PassThroughTests
{
    private const int Limit = 20_000;

    [Fact(Timeout = Limit)]
    public async Task A_post_passes_with_body_and_type_each_time()
    {
        var fetches = 0;
        await using var edge = await EdgeHarness.StartAsync(async context =>
        {
            context.Response.Headers.CacheControl = "max-age=60";
            context.Response.ContentType = context.Request.ContentType;
            await context.Response.WriteAsync($"{Interlocked.Increment(ref fetches)} ", context.RequestAborted);
            await context.Request.Body.CopyToAsync(context.Response.Body, context.RequestAborted);
        }, cancellationToken: TestContext.Current.CancellationToken);

        await edge.SendAsync(HttpMethod.Post, "/", new StringContent("hello"));
        var second = await edge.SendAsync(HttpMethod.Post, "/", new StringContent("hello"));

        Assert.Equal(("2 hello", "text/plain; charset=utf-8", "Miss from cloudfront"), (second.Body, second["Content-Type"], second["X-Cache"]));
    }

    [Fact(Timeout = Limit)]
    public async Task A_method_that_is_not_allowed_gets_403_and_never_reaches_the_origin()
    {
        await using var edge = await EdgeHarness.StartAsync(_ => throw new InvalidOperationException("reached"), cancellationToken: TestContext.Current.CancellationToken);

        var reply = await edge.SendAsync(HttpMethod.Trace, "/");

        Assert.Equal((403, "Error from cloudfront"), (reply.Status, reply["X-Cache"]));
        Assert.Contains("TRACE is not in AllowedMethods", reply["X-Edge-Explain"], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task CachingDisabled_asks_the_origin_each_time_and_passes_the_viewers_validators()
    {
        var origin = new CountingOrigin("max-age=60") { ETag = "\"v\"" };
        await using var edge = await EdgeHarness.StartAsync(origin.AnswerAsync, ManagedPolicies.Cache["4135ea2d-6df8-44a3-9df3-4b5a84be39ad"], cancellationToken: TestContext.Current.CancellationToken);

        await edge.GetAsync("/");
        var second = await edge.GetAsync("/", ("If-None-Match", "\"v\""));

        Assert.Equal((304, 2), (second.Status, origin.Fetches));
        Assert.Equal("not cached: policy CachingDisabled switches caching off [behavior '*', cache policy CachingDisabled]", second["X-Edge-Explain"]);
    }

    [Fact(Timeout = Limit)]
    public async Task A_body_over_the_bound_streams_through_uncached()
    {
        var fetches = 0;
        await using var edge = await EdgeHarness.StartAsync(async context =>
        {
            Interlocked.Increment(ref fetches);
            context.Response.Headers.CacheControl = "max-age=60";
            for (var part = 0; part < 10; part++)
                await context.Response.WriteAsync(new string('x', 100_000), context.RequestAborted);
        }, largest: 150_000, cancellationToken: TestContext.Current.CancellationToken);

        var first = await edge.GetAsync("/");
        var second = await edge.GetAsync("/");

        Assert.Equal((1_000_000, 1_000_000, 2), (first.Body.Length, second.Body.Length, fetches));
    }

    [Fact(Timeout = Limit)]
    public async Task The_health_path_is_the_edges_own()
    {
        await using var edge = await EdgeHarness.StartAsync(_ => throw new InvalidOperationException("reached"), cancellationToken: TestContext.Current.CancellationToken);

        var reply = await edge.GetAsync("/.edge/health");

        Assert.Equal((200, """{"status":"ok"}"""), (reply.Status, reply.Body));
    }

    [Fact(Timeout = Limit)]
    public async Task A_path_reaches_the_origin_as_it_was_sent()
    {
        await using var edge = await EdgeHarness.StartAsync(context => context.Response.WriteAsync(
            context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget, context.RequestAborted),
            Policy() with { QueryStrings = Names(SelectionMode.All) }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("/a%2Fb%20c?x=%41&x", (await edge.GetAsync("/a%2Fb%20c?x=%41&x")).Body);
    }

    [Fact(Timeout = Limit)]
    public async Task A_header_value_beyond_ascii_reaches_the_origin_byte_for_byte()
    {
        await using var edge = await EdgeHarness.StartAsync(
            context => context.Response.WriteAsync(context.Request.Headers["X-There"] == "café" ? "same" : "changed", context.RequestAborted),
            toOrigin: ManagedPolicies.OriginRequest["216adef6-5c7f-47e4-b989-5492eafa07d3"], cancellationToken: TestContext.Current.CancellationToken);
        using var socket = new TcpClient();
        await socket.ConnectAsync(edge.Viewer.BaseAddress!.Host, edge.Viewer.BaseAddress.Port, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(socket.GetStream());

        await reader.BaseStream.WriteAsync("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-There: café\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Contains("same", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
