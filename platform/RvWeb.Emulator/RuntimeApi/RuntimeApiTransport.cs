using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using RvWeb.Emulator.Hosting;

namespace RvWeb.Emulator.RuntimeApi;

/// <summary>
/// One Kestrel endpoint behind any number of ports. Each environment needs a <c>host:port</c> of its own, since most runtime
/// clients take no path in AWS_LAMBDA_RUNTIME_API; Kestrel cannot add endpoints while it runs, but it can be fed connections.
/// </summary>
internal sealed class RuntimeApiTransport(ILoggerFactory loggers) : IConnectionListenerFactory, IConnectionListenerFactorySelector, IConnectionListener
{
    private readonly Channel<ConnectionContext> _accepted = Channel.CreateUnbounded<ConnectionContext>();
    private readonly SocketConnectionContextFactory _connections = new(
        new SocketConnectionFactoryOptions(), loggers.CreateLogger<SocketConnectionContextFactory>());

    public EndPoint EndPoint { get; private set; } = new RuntimeApiEndPoint();

    public bool CanBind(EndPoint endpoint) => endpoint is RuntimeApiEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        EndPoint = endpoint;
        return ValueTask.FromResult<IConnectionListener>(this);
    }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        var open = await _accepted.Reader.WaitToReadAsync(cancellationToken);
        return open && _accepted.Reader.TryRead(out var connection) ? connection : null;
    }

    /// <summary>Opens a port whose connections are served by the given door.</summary>
    public RuntimeApiListener Listen(Door door)
    {
        var listener = new RuntimeApiListener(socket => Accept(socket, door));
        listener.Start();
        return listener;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _accepted.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _accepted.Writer.TryComplete();
        _connections.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Accept(Socket socket, Door door)
    {
        var connection = _connections.Create(socket);
        connection.Features.Set(door);
        if (!_accepted.Writer.TryWrite(connection))
            connection.Abort();
    }
}
