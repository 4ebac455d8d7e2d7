using System.Net;
using System.Net.Sockets;
using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.Server;

namespace RvWeb.Tests.Lambda;

public sealed class HeadStartTests
{
    private static LambdaSettings Settings(int port) => new() { Endpoint = RuntimeApiEndpoint.Parse($"127.0.0.1:{port}") };

    [Fact(Timeout = 10_000)]
    public async Task It_connects_before_there_is_a_loop()
    {
        using var lambda = new TcpListener(IPAddress.Loopback, 0);
        lambda.Start();

        var start = new HeadStart(Settings(((IPEndPoint)lambda.LocalEndpoint).Port), TimeProvider.System);
        using var connection = await lambda.AcceptSocketAsync(TestContext.Current.CancellationToken);
        start.Continue(start.Client.Dispose);

        Assert.Equal(0, await connection.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 10_000)]
    public async Task The_loop_runs_on_its_thread_even_if_there_is_no_Runtime_API_yet()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var ran = new TaskCompletionSource<Thread>(TaskCreationOptions.RunContinuationsAsynchronously);

        var thread = new HeadStart(Settings(port), TimeProvider.System).Continue(() => ran.SetResult(Thread.CurrentThread));

        Assert.Same(thread, await ran.Task);
    }
}
