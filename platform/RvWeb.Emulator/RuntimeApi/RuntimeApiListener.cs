using System.Net;
using System.Net.Sockets;

namespace RvWeb.Emulator.RuntimeApi;

/// <summary>The port of one environment.</summary>
internal sealed class RuntimeApiListener(Action<Socket> accept) : IAsyncDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private Task _accepting = Task.CompletedTask;

    /// <summary>For AWS_LAMBDA_RUNTIME_API.</summary>
    public string HostAndPort => _socket.LocalEndPoint!.ToString()!;

    public void Start()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.Listen();
        using (ExecutionContext.SuppressFlow())
            _accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = await _socket.AcceptAsync();
                connection.NoDelay = true;
                accept(connection);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // DisposeAsync closes the socket under the pending accept.
        }
    }
}
