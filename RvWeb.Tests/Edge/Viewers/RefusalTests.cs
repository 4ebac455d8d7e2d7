using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Viewers;

/// <summary>Sizes: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html</summary>
public sealed class RefusalTests
{
    private const int Limit = 20_000;

    [Theory(Timeout = Limit)]
    [InlineData(8191, 200)]
    [InlineData(8192, 414)]
    [InlineData(100_000, 414)]
    public async Task A_url_beyond_8192_bytes_gets_414_and_the_connection_closes(int letters, int status)
    {
        await using var edge = await EdgeHarness.StartAsync(_ => Task.CompletedTask, cancellationToken: TestContext.Current.CancellationToken);

        var answer = await RawViewer.SendAsync(edge, $"GET /{new string('a', letters - 1)} HTTP/1.1\r\nHost: a\r\n{(status == 200 ? "Connection: close\r\n" : "")}\r\n");

        Assert.Equal(status, RawViewer.Status(answer));
        if (status != 200)
            Assert.Contains("X-Cache: Error from cloudfront", answer, StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData(0, 200)]
    [InlineData(1, 494)]
    public async Task A_head_beyond_32768_bytes_gets_494(int beyond, int status)
    {
        await using var edge = await EdgeHarness.StartAsync(_ => Task.CompletedTask, cancellationToken: TestContext.Current.CancellationToken);
        const string head = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX: \r\n";

        var answer = await RawViewer.SendAsync(edge, head.Replace("X: ", "X: " + new string('x', 32_768 - head.Length + beyond), StringComparison.Ordinal) + "\r\n");

        Assert.Equal(status, RawViewer.Status(answer));
    }

    [Theory(Timeout = Limit)]
    [InlineData(30_000, 200)]
    [InlineData(33_000, 502)]
    public async Task An_origins_head_beyond_32768_bytes_gets_502_with_the_cause(int letters, int status)
    {
        await using var edge = await EdgeHarness.StartAsync(context =>
        {
            context.Response.Headers["X-Long"] = new string('x', letters);
            return Task.CompletedTask;
        }, cancellationToken: TestContext.Current.CancellationToken);

        var reply = await edge.GetAsync("/");

        Assert.Equal(status, reply.Status);
        if (status == 502)
            Assert.Contains("32768 bytes", reply["X-Edge-Explain"], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Vary_names_only_what_is_forwarded()
    {
        await using var edge = await EdgeHarness.StartAsync(context =>
        {
            context.Response.Headers.Vary = "Accept-Encoding, X-Key, X-Other";
            return Task.CompletedTask;
        }, Policy(usual: 60) with { Headers = HeaderNames("X-Key") }, cancellationToken: TestContext.Current.CancellationToken);

        var miss = await edge.GetAsync("/");
        var hit = await edge.GetAsync("/");

        Assert.Equal(("Accept-Encoding, X-Key", "Accept-Encoding, X-Key"), (miss["Vary"], hit["Vary"]));
    }

    [Fact(Timeout = Limit)]
    public async Task Headers_of_the_origins_connection_end_at_the_edge()
    {
        await using var edge = await EdgeHarness.StartAsync(context =>
        {
            context.Response.Headers.Connection = "X-Hop";
            context.Response.Headers["X-Hop"] = "1";
            context.Response.Headers["Proxy-Authenticate"] = "1";
            context.Response.Headers["Keep-Alive"] = "timeout=5";
            context.Response.Headers["X-End"] = "1";
            context.Response.Headers.SetCookie = "a=1";
            return Task.CompletedTask;
        }, cancellationToken: TestContext.Current.CancellationToken);

        var reply = await edge.GetAsync("/");

        Assert.Equal(("1", null, null, null, null), (reply["X-End"], reply["X-Hop"], reply["Proxy-Authenticate"], reply["Keep-Alive"], reply["Set-Cookie"]));
    }
}
