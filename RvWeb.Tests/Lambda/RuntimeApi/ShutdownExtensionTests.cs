using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Tests.Lambda.RuntimeApi;

/// <summary>A Runtime API that serves one connection after the other, as simple ones do.</summary>
public sealed class ShutdownExtensionTests : IDisposable
{
    private const string Registered = "HTTP/1.1 200 OK\r\nLambda-Extension-Identifier: id-1\r\nContent-Length: 2\r\n\r\n{}";

    private readonly TcpListener _api = new(IPAddress.Loopback, 0);
    private readonly FakeTimeProvider _time = new();

    public ShutdownExtensionTests() => _api.Start();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => _api.Dispose();

    [Fact(Timeout = 10_000)]
    public async Task It_registers_on_the_given_connection_and_asks_on_its_own_without_waiting()
    {
        var endpoint = RuntimeApiEndpoint.Parse(_api.LocalEndpoint.ToString());
        using var connection = new RuntimeApiConnection(endpoint);
        using var extension = new ShutdownExtension(endpoint, _time);
        connection.Connect();
        using var first = await _api.AcceptSocketAsync(CancellationToken);

        var begun = Task.Run(() => extension.Begin(connection), CancellationToken);
        Assert.StartsWith("POST /2020-01-01/extension/register ", await ReceiveAsync(first), StringComparison.Ordinal);
        await first.SendAsync(Encoding.ASCII.GetBytes(Registered), CancellationToken);
        await begun;

        using var second = await _api.AcceptSocketAsync(CancellationToken);
        var asked = await ReceiveAsync(second);
        Assert.StartsWith("GET /2020-01-01/extension/event/next ", asked, StringComparison.Ordinal);
        Assert.Contains("Lambda-Extension-Identifier: id-1\r\n", asked, StringComparison.Ordinal);
    }

    [Theory(Timeout = 10_000)]
    [InlineData(2, true)]
    [InlineData(0.5, false)]
    public async Task When_its_connection_is_gone_it_asks_once_more_unless_it_was_gone_at_once(double seconds, bool again)
    {
        using var extension = new ShutdownExtension(RuntimeApiEndpoint.Parse(_api.LocalEndpoint.ToString()), _time);
        var begun = Task.Run(() => extension.Begin(), CancellationToken);
        using (var first = await _api.AcceptSocketAsync(CancellationToken))
        {
            await ReceiveAsync(first);
            await first.SendAsync(Encoding.ASCII.GetBytes(Registered), CancellationToken);
            await ReceiveAsync(first);
            await begun;
            extension.KeepWaiting();
        }
        _time.Advance(TimeSpan.FromSeconds(seconds));

        extension.KeepWaiting();

        Assert.Equal(again, _api.Pending());
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        var bytes = new byte[1024];
        return Encoding.ASCII.GetString(bytes, 0, await socket.ReceiveAsync(bytes, CancellationToken));
    }
}
