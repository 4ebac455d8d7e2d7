using System.Net;
using System.Net.Sockets;

namespace RvWeb.Emulator.RuntimeApi;

/// <summary>The port of one environment.</summary>
internal sealed class RuntimeApiListener(Action<Socket> accept) : IAsyncDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private Task accepting = Task.CompletedTask;

    /// <summary>For AWS_LAMBDA_RUNTIME_API.</summary>
    public string HostAndPort => socket.LocalEndPoint!.ToString()!;

    public void Start()
    {
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        using (ExecutionContext.SuppressFlow())
            accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = await socket.AcceptAsync();
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
