using Microsoft.AspNetCore.Http;
using RvWeb.Edge.Cache;
using RvWeb.Edge.EdgeLocations;
using RvWeb.Edge.Keys;
using RvWeb.Edge.Template;
using RvWeb.Edge.Viewer;

namespace RvWeb.Tests.Edge.Origins;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html</summary>
public sealed class ViewerAbortTests
{
    private const int Limit = 20_000;

    [Theory(Timeout = Limit)]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_viewer_who_leaves_alone_ends_the_origin_request_and_nothing_is_cached(string method)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var origin = await RunningOrigin.StartAsync(async context =>
        {
            if (context.Request.Headers["X-Amz-Cf-Id"].Count > 0 && !left.Task.IsCompleted)
                await WaitUntilLeftAsync(context, left);
            context.Response.Headers.CacheControl = "max-age=60";
            await context.Response.WriteAsync("answer", context.RequestAborted);
        });
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App(), [origin.Url]);

        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(new HttpMethod(method), "/");
        var reply = edge.Viewer.SendAsync(request, leaving.Token);
        await origin.ArrivedAsync();
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply);
        await left.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Miss from cloudfront", (await edge.GetAsync("/"))["X-Cache"]);
    }

    [Fact(Timeout = Limit)]
    public async Task With_others_waiting_the_fetch_goes_on_for_them()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var origin = await RunningOrigin.StartAsync(async context =>
        {
            context.Response.Headers.CacheControl = "max-age=60";
            await context.Response.WriteAsync("first half, ", context.RequestAborted);
            await gate.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("second half", context.RequestAborted);
        });
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App(), [origin.Url]);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var leader = edge.Viewer.GetAsync("/shared", leaving.Token);
        await origin.ArrivedAsync();
        var key = CacheKey.Of(edge.Service<Distribution>().BehaviorFor("/shared").CachePolicy, EdgeSamples.Request("/shared"));
        var follower = edge.Service<PopDirectory>().All[0].Collapsing.Join(key, out var leads).WaitAsync(TestContext.Current.CancellationToken);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        gate.SetResult();

        Assert.False(leads);
        Assert.True(await follower);
        var reply = await edge.GetAsync("/shared");
        Assert.Equal(("first half, second half", "Hit from cloudfront", 1), (reply.Body, reply["X-Cache"], origin.Fetches));
    }

    [Fact(Timeout = Limit)]
    public async Task When_the_last_of_those_waiting_leaves_the_fetch_ends()
    {
        var flight = new RequestCollapsing().Join("key", out _);
        using var viewer = new CancellationTokenSource();
        using var waiting = new CancellationTokenSource();
        using var patience = new Patience(flight, viewer.Token);
        var follower = flight.WaitAsync(waiting.Token);

        await viewer.CancelAsync();
        Assert.False(patience.Token.IsCancellationRequested);
        await waiting.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => follower);
        Assert.True(patience.Token.IsCancellationRequested);
    }

    private static async Task WaitUntilLeftAsync(HttpContext context, TaskCompletionSource left)
    {
        await using var registration = context.RequestAborted.Register(left.SetResult);
        await left.Task;
    }
}
