using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace RvWeb.Loopback.Http2;

/// <summary>
/// The Kestrel endpoint that serves HTTP/2. Without TLS there is no negotiation, and an endpoint for both versions would take
/// every connection for HTTP/1.1; so the ports look at a connection's first bytes and bring those of HTTP/2 here.
/// </summary>
public sealed class Http2Transport : IConnectionListenerFactory, IConnectionListenerFactorySelector, IConnectionListener
{
    private readonly Channel<ConnectionContext> _accepted = Channel.CreateUnbounded<ConnectionContext>();

    /// <inheritdoc/>
    public EndPoint EndPoint { get; private set; } = new Http2EndPoint();

    /// <inheritdoc/>
    public bool CanBind(EndPoint endpoint) => endpoint is Http2EndPoint;

    /// <inheritdoc/>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        EndPoint = endpoint;
        return ValueTask.FromResult<IConnectionListener>(this);
    }

    /// <inheritdoc/>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        var open = await _accepted.Reader.WaitToReadAsync(cancellationToken);
        return open && _accepted.Reader.TryRead(out var connection) ? connection : null;
    }

    /// <summary>Serves a connection that was accepted elsewhere, to its end.</summary>
    /// <param name="connection">The connection.</param>
    /// <returns>Complete when the connection has been served.</returns>
    public Task ServeAsync(ConnectionContext connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var lent = new LentConnection(connection);
        if (_accepted.Writer.TryWrite(lent))
            return lent.Returned;
        connection.Abort();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _accepted.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => UnbindAsync();
}
