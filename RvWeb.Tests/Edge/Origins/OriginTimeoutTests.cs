using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Origins;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html</summary>
public sealed class OriginTimeoutTests
{
    private const int Limit = 20_000;

    [Fact(Timeout = Limit)]
    public async Task The_limit_of_all_attempts_ends_the_second_one()
    {
        await using var origin = await RunningOrigin.SilentAsync();
        await using var edge = await StartAsync("""
            "ResponseCompletionTimeout":40,
            """, origin.Url);

        var reply = edge.GetAsync("/");
        await origin.ArrivedAsync();
        edge.Clock.Advance(S(30));
        await origin.ArrivedAsync();
        edge.Clock.Advance(S(10));

        Assert.Equal((504, 2), ((await reply).Status, origin.Fetches));
        Assert.Contains("did not complete within ResponseCompletionTimeout, 40 s", (await reply)["X-Edge-Explain"], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task The_limit_of_all_attempts_cuts_a_body_that_goes_on_and_on()
    {
        var next = new SemaphoreSlim(1);
        await using var origin = await RunningOrigin.StartAsync(async context =>
        {
            while (true)
            {
                await next.WaitAsync(context.RequestAborted);
                await context.Response.WriteAsync("x", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        });
        await using var edge = await StartAsync("""
            "ResponseCompletionTimeout":40,
            """, origin.Url);
        using var response = await edge.Viewer.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        for (var part = 0; part < 2; part++)
        {
            await body.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);
            edge.Clock.Advance(S(20));
            next.Release();
        }

        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_silent_post_is_not_sent_twice()
    {
        await using var origin = await RunningOrigin.SilentAsync();
        await using var edge = await StartAsync("", origin.Url);

        var reply = edge.SendAsync(HttpMethod.Post, "/", new StringContent("x"));
        await origin.ArrivedAsync();
        edge.Clock.Advance(S(30));

        Assert.Equal((504, 1), ((await reply).Status, origin.Fetches));
    }

    [Fact(Timeout = Limit)]
    public async Task A_body_that_the_origin_does_not_take_ends_after_the_read_timeout()
    {
        var hasHead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var origin = new RawOrigin(async connection =>
        {
            await connection.ReadHeadAsync();
            hasHead.SetResult();
            await Task.Delay(Timeout.Infinite, connection.Stop);
        });
        var clock = new TimerWatch(S(30));
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App(), [origin.Url], clock);

        var reply = edge.SendAsync(HttpMethod.Post, "/", new ByteArrayContent(new byte[32 * 1024 * 1024]));
        await hasHead.Task;
        while (!reply.IsCompleted)
        {
            // Each part that the origin still takes starts the timeout anew; the one that it does not take has to end.
            await Task.WhenAny(reply, clock.StartedAsync(TestContext.Current.CancellationToken));
            clock.Advance(S(30));
        }

        Assert.Equal(504, (await reply).Status);
    }

    [Fact(Timeout = Limit)]
    public async Task A_refused_connection_is_tried_as_often_as_the_template_says_for_a_post_too()
    {
        await using var edge = await StartAsync("""
            "ConnectionAttempts":2,
            """, "http://127.0.0.1:1");

        var reply = await edge.SendAsync(HttpMethod.Post, "/", new StringContent("x"));

        Assert.Equal(502, reply.Status);
        Assert.Contains("refused the connection, 2 times", reply["X-Edge-Explain"], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task An_origin_that_lets_connections_wait_gives_504_after_its_attempts()
    {
        using var deaf = new Socket(SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        deaf.Listen(0);
        using var filling = new FilledBacklog((IPEndPoint)deaf.LocalEndPoint!);
        await filling.FullAsync(TestContext.Current.CancellationToken);
        var clock = new TimerWatch(S(7));
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App("""
            "ConnectionAttempts":2,"ConnectionTimeout":7,
            """), [$"http://127.0.0.1:{((IPEndPoint)deaf.LocalEndPoint!).Port}"], clock);

        var reply = edge.GetAsync("/");
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await clock.StartedAsync(TestContext.Current.CancellationToken);
            clock.Advance(S(7));
        }

        Assert.Equal(504, (await reply).Status);
        Assert.Contains("accepted no connection within 7 s, 2 times", (await reply)["X-Edge-Explain"], StringComparison.Ordinal);
    }

    private static Task<RunningEdge> StartAsync(string properties, string origin) => RunningEdge.StartAsync(OriginTemplates.App(properties), [origin]);
}
