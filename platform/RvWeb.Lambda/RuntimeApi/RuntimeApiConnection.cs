using System.Net;
using System.Net.Sockets;

namespace RvWeb.Lambda.RuntimeApi;

/// <summary>
/// One keep-alive HTTP/1.1 connection to the Runtime API on a bare socket: the API is plain HTTP on the loopback link,
/// and HttpClient's start-up alone costs more than all our calls of a cold start. Calls block: their thread has nothing
/// else to do, and an asynchronous socket costs an engine with threads of its own (docs/decisions/020-cold-start.md).
/// </summary>
internal sealed class RuntimeApiConnection(RuntimeApiEndpoint endpoint) : IDisposable
{
    // Below this a body travels in one packet with its head.
    private const int JoinedBodyBytes = 32 * 1024;

    private readonly ReceiveBuffer _received = new();
    private byte[] _joined = new byte[4 * 1024];
    private Socket? _socket;

    /// <summary>Sends a request and receives the whole response, which stays valid until the next call.</summary>
    /// <exception cref="OperationCanceledException">The token fired; the connection is closed.</exception>
    public RuntimeApiResponse Exchange(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, CancellationToken cancellationToken)
    {
        var reused = _socket is not null;
        try
        {
            return TryExchange(head, body, cancellationToken);
        }
        catch (Exception exception) when (reused && _received.Count == 0 && exception is SocketException or EndOfStreamException)
        {
            // The connection died while it was idle, for instance during a freeze.
            return TryExchange(head, body, cancellationToken);
        }
    }

    public void Dispose() => Close();

    private RuntimeApiResponse TryExchange(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            _received.Clear();
            cancellationToken.ThrowIfCancellationRequested();
            var socket = _socket ??= Open();
            // Closing a socket ends what blocks on it.
            using var cancellation = cancellationToken.UnsafeRegister(static opened => ((Socket)opened!).Dispose(), socket);
            if (!socket.Connected)
                Connect(socket);
            Send(socket, head, body);
            return Receive(socket);
        }
        catch (Exception exception)
        {
            // Half an exchange leaves a connection that nobody can use.
            Close();
            if (exception is SocketException or ObjectDisposedException or EndOfStreamException)
                cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    private Socket Open() => IPAddress.TryParse(endpoint.Host, out var address)
        ? new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
        : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private void Connect(Socket socket)
    {
        if (IPAddress.TryParse(endpoint.Host, out var address))
            socket.Connect(new IPEndPoint(address, endpoint.Port));
        else
            socket.Connect(endpoint.Host, endpoint.Port);
    }

    private void Send(Socket socket, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        if (body.Length is > 0 and <= JoinedBodyBytes)
        {
            var length = head.Length + body.Length;
            if (_joined.Length < length)
                _joined = new byte[length * 2];
            head.CopyTo(_joined);
            body.CopyTo(_joined.AsSpan(head.Length));
            SendAll(socket, _joined.AsSpan(0, length));
            return;
        }

        SendAll(socket, head);
        SendAll(socket, body);
    }

    private static void SendAll(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[socket.Send(bytes, SocketFlags.None)..];
    }

    private RuntimeApiResponse Receive(Socket socket)
    {
        var start = _received.ReceiveHead(socket);
        var (chunked, length, closes) = Framing(start);
        if (chunked)
            length = _received.ReceiveChunks(socket, start) - start;
        else
            _received.ReceiveUntil(socket, checked(start + (int)length));
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
