using System.Net;
using System.Net.Sockets;

namespace RvWeb.Tests.Edge.Origins;

/// <summary>Connects to a listener that accepts nobody until the system lets no further connection through.</summary>
internal sealed class FilledBacklog(IPEndPoint endpoint) : IDisposable
{
    // Linux lets a few more wait than the listener asked for.
    private const int Most = 4;

    private readonly List<Socket> _sockets = [];

    public async Task FullAsync(CancellationToken cancellationToken)
    {
        for (var count = 0; count < Most; count++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            _sockets.Add(socket);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(TimeSpan.FromMilliseconds(200));
            try
            {
                await socket.ConnectAsync(endpoint, patience.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());
}
