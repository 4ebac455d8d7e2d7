namespace RvWeb.Tests.Edge.Origins;

/// <summary>
/// OriginKeepaliveTimeout
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesOriginKeepaliveTimeout).
/// The HTTP client closes idle connections by a clock of its own, so this takes as long as the shortest timeout, a second or two.
/// </summary>
public sealed class OriginKeepAliveTests
{
    private const int Limit = 60_000;
    private const string Answer = "HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nContent-Length: 4\r\n\r\ngood";

    [Fact(Timeout = Limit)]
    public async Task A_connection_without_a_request_is_closed_after_its_origins_timeout_and_not_before()
    {
        var (shortClosed, longClosed) = (Signal(), Signal());
        var connections = 0;
        await using var shortly = Origin(shortClosed, () => { });
        await using var forLong = Origin(longClosed, () => Interlocked.Increment(ref connections));
        await using var edge = await RunningEdge.StartAsync(
            OriginTemplates.Of(
                """
                {"Id":"short","DomainName":"short.example.com","CustomOriginConfig":{"OriginProtocolPolicy":"http-only","OriginKeepaliveTimeout":1}},
                {"Id":"long","DomainName":"long.example.com","CustomOriginConfig":{"OriginProtocolPolicy":"http-only","OriginKeepaliveTimeout":120}}
                """,
                target: "long",
                behaviors: """
                {"PathPattern":"/short","TargetOriginId":"short","CachePolicyId":{"Ref":"Policy"},"ViewerProtocolPolicy":"allow-all"}
                """),
            [$"short={shortly.Url}", $"long={forLong.Url}"]);

        Assert.Equal("good", (await edge.GetAsync("/long")).Body);
        Assert.Equal("good", (await edge.GetAsync("/short")).Body);
        await shortClosed.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.False(longClosed.Task.IsCompleted);
        Assert.Equal("good", (await edge.GetAsync("/long/again")).Body);
        Assert.Equal(1, connections);
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Answers on one connection as often as it is asked, and tells when the edge closes it.</summary>
    private static RawOrigin Origin(TaskCompletionSource closed, Action connected) => new(async connection =>
    {
        connected();
        try
        {
            while (true)
            {
                await connection.ReadHeadAsync();
                await connection.WriteAsync(Answer);
            }
        }
        catch (IOException)
        {
            closed.TrySetResult();
        }
    });
}
