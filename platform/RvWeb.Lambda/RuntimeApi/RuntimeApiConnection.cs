using System.Net.Sockets;

namespace RvWeb.Lambda.RuntimeApi;

/// <summary>
/// One keep-alive HTTP/1.1 connection to the Runtime API on a bare socket: the API is plain HTTP on the loopback link,
/// and HttpClient's start-up alone costs more than all our calls of a cold start.
/// </summary>
internal sealed class RuntimeApiConnection(RuntimeApiEndpoint endpoint) : IDisposable
{
    // Below this a body travels in one packet with its head.
    private const int JoinedBodyBytes = 32 * 1024;

    private readonly ReceiveBuffer _received = new();
    private byte[] _joined = new byte[4 * 1024];
    private Socket? _socket;

    /// <summary>Sends a request and receives the whole response, which stays valid until the next call.</summary>
    public async ValueTask<RuntimeApiResponse> ExchangeAsync(
        ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var reused = _socket is not null;
        try
        {
            return await TryExchangeAsync(head, body, cancellationToken);
        }
        catch (Exception exception) when (reused && _received.Count == 0 && exception is SocketException or EndOfStreamException)
        {
            // The connection died while it was idle, for instance during a freeze.
            Close();
            return await TryExchangeAsync(head, body, cancellationToken);
        }
    }

    public void Dispose() => Close();

    private async ValueTask<RuntimeApiResponse> TryExchangeAsync(
        ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            _received.Clear();
            var socket = _socket ??= await ConnectAsync(cancellationToken);
            await SendAsync(socket, head, body, cancellationToken);
            return await ReceiveAsync(socket, cancellationToken);
        }
        catch
        {
            // Half an exchange leaves a connection that nobody can use.
            Close();
            throw;
        }
    }

    private async ValueTask<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async ValueTask SendAsync(
        Socket socket, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (body.Length is > 0 and <= JoinedBodyBytes)
        {
            var length = head.Length + body.Length;
            if (_joined.Length < length)
                _joined = new byte[length * 2];
            head.CopyTo(_joined);
            body.CopyTo(_joined.AsMemory(head.Length));
            (head, body) = (_joined.AsMemory(0, length), default);
        }

        await SendAllAsync(socket, head, cancellationToken);
        await SendAllAsync(socket, body, cancellationToken);
    }

    private static async ValueTask SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, cancellationToken)..];
    }

    private async ValueTask<RuntimeApiResponse> ReceiveAsync(Socket socket, CancellationToken cancellationToken)
    {
        var start = await _received.ReceiveHeadAsync(socket, cancellationToken);
        var (chunked, length, closes) = Framing(start);
        if (chunked)
            length = await _received.ReceiveChunksAsync(socket, start, cancellationToken) - start;
        else
            await _received.ReceiveUntilAsync(socket, checked(start + (int)length), cancellationToken);
        if (closes)
            Close();
        return new RuntimeApiResponse(_received.Slice(0, start), _received.Slice(start, (int)length));
    }

    private (bool Chunked, long Length, bool Closes) Framing(int start)
    {
        var head = new ResponseHead(_received.Span(0, start));
        return (head.IsChunked, Math.Max(0, head.ContentLength), head.Closes);
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
