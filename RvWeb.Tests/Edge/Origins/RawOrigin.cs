using System.Net;
using System.Net.Sockets;

namespace RvWeb.Tests.Edge.Origins;

/// <summary>An origin that sends what it likes: a test writes the bytes.</summary>
internal sealed class RawOrigin : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<RawConnection, Task> _serve;
    private readonly Task _accepting;
    private int _requests;

    public RawOrigin(Func<RawConnection, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Requests whose head was read.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Answers each request with these bytes, then closes.</summary>
    public static RawOrigin Saying(string answer) => new(async connection =>
    {
        await connection.ReadHeadAsync();
        await connection.WriteAsync(answer);
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = new RawConnection(client, () => Interlocked.Increment(ref _requests), _stop.Token);
        try
        {
            await _serve(connection);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException)
        {
            // The edge has left, or the test is over.
        }
    }
}
