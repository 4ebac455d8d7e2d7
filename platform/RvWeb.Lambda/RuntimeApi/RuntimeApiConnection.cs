using System.Net;
using System.Net.Sockets;

namespace RvWeb.Lambda.RuntimeApi;

/// <summary>
/// One keep-alive HTTP/1.1 connection to the Runtime API on a bare socket: the API is plain HTTP on the loopback link,
/// and HttpClient's start-up alone costs more than all our calls of a cold start. Calls block: their thread has nothing
/// else to do, and an asynchronous socket costs an engine with threads of its own (docs/decisions/020-cold-start.md).
/// </summary>
internal class RuntimeApiConnection(RuntimeApiEndpoint endpoint) : IDisposable
{
    // Below this a body travels in one packet with its head.
    private const int JoinedBodyBytes = 32 * 1024;

    private readonly IPAddress? _address = IPAddress.TryParse(endpoint.Host, out var address) ? address : null;
    private byte[] _joined = new byte[4 * 1024];
    private CancellationTokenRegistration _cancellation;
    private Socket? _socket;

    /// <summary>Sends a request and receives the whole response, which stays valid while the buffer is not used again.</summary>
    /// <exception cref="OperationCanceledException">The token fired; the connection is closed.</exception>
    public virtual RuntimeApiResponse Exchange(
        ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, ReceiveBuffer response, CancellationToken cancellationToken)
    {
        var reused = _socket is not null;
        response.Clear();
        try
        {
            return TryExchange(head, body, response, cancellationToken);
        }
        catch (Exception exception) when (reused && response.Count == 0 && exception is SocketException or EndOfStreamException)
        {
            // The connection died while it was idle, for instance during a freeze. Or the request arrived and the response got
            // lost: the Runtime API knows an answer that comes twice by its request id, so none can count twice.
            return TryExchange(head, body, response, cancellationToken) with { IsToRepeated = true };
        }
    }

    /// <summary>Begins a request whose body follows in pieces. It cannot be sent twice, so the connection is looked at first.</summary>
    /// <exception cref="OperationCanceledException">The token fired, then or before the response; the connection is closed.</exception>
    public virtual void Begin(ReadOnlySpan<byte> head, CancellationToken cancellationToken)
    {
        if (!IsQuiet)
            Close();
        try
        {
            SendAll(Open(cancellationToken), head);
        }
        catch (Exception exception)
        {
            Fail(exception, cancellationToken);
            throw;
        }
    }

    public virtual void Send(ReadOnlySpan<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            SendAll(_socket ?? throw new EndOfStreamException("The connection was closed."), bytes);
        }
        catch (Exception exception)
        {
            Fail(exception, cancellationToken);
            throw;
        }
    }

    public virtual RuntimeApiResponse Receive(ReceiveBuffer response, CancellationToken cancellationToken)
    {
        try
        {
            response.Clear();
            return Receive(_socket ?? throw new EndOfStreamException("The connection was closed."), response);
        }
        catch (Exception exception)
        {
            Fail(exception, cancellationToken);
            throw;
        }
        finally
        {
            _cancellation.Dispose();
        }
    }

    /// <summary>Connects, if it is not connected.</summary>
    public void Connect() => Open(CancellationToken.None);

    /// <summary>It is open, and the other side neither said anything nor hung up.</summary>
    public bool IsQuiet => _socket is { } socket && !socket.Poll(0, SelectMode.SelectRead);

    public void Dispose() => Close();

    private RuntimeApiResponse TryExchange(
        ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, ReceiveBuffer response, CancellationToken cancellationToken)
    {
        try
        {
            var socket = Open(cancellationToken);
            var isWhole = TrySend(socket, head, body);
            var received = Receive(socket, response);
            if (!isWhole)
                Close();
            return received;
        }
        catch (Exception exception)
        {
            Fail(exception, cancellationToken);
            throw;
        }
        finally
        {
            _cancellation.Dispose();
        }
    }

    private Socket Open(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var socket = _socket ??= Create();
        // Closing a socket ends what blocks on it.
        _cancellation = cancellationToken.UnsafeRegister(static opened => ((Socket)opened!).Dispose(), socket);
        if (!socket.Connected)
            Connect(socket);
        return socket;
    }

    private Socket Create() => _address is not null
        ? new Socket(_address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
        : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private void Connect(Socket socket)
    {
        if (_address is not null)
            socket.Connect(new IPEndPoint(_address, endpoint.Port));
        else
            socket.Connect(endpoint.Host, endpoint.Port);
    }

    /// <summary>False if the other side has answered, and hung up, before it had read all: why, its answer says.</summary>
    private bool TrySend(Socket socket, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        try
        {
            Send(socket, head, body);
            return true;
        }
        catch (SocketException) when (socket.Available > 0)
        {
            return false;
        }
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

    private RuntimeApiResponse Receive(Socket socket, ReceiveBuffer response)
    {
        var (start, head) = (0, 0);
        do
            (head, start) = (start, response.ReceiveHead(socket, start));
        while (new ResponseHead(response.Span(head, start - head)).IsInterim);

        var (length, isChunked, closes) = Framing(response.Span(head, start - head));
        int end, frameEnd;
        if (isChunked)
            end = response.ReceiveChunks(socket, start, out frameEnd);
        else if (length < 0 && closes)
        {
            response.ReceiveAll(socket);
            end = frameEnd = response.Count;
        }
        else
            response.ReceiveUntil(socket, end = frameEnd = start + Math.Max(0, length));

        // What came beyond the response would be taken for the next one.
        if (closes || response.Count > frameEnd)
            Close();
        return new RuntimeApiResponse(response.Slice(head, start - head), response.Slice(start, end - start));
    }

    private static (int Length, bool IsChunked, bool Closes) Framing(ReadOnlySpan<byte> bytes)
    {
        var head = new ResponseHead(bytes);
        return (head.ContentLength, head.IsChunked, head.Closes);
    }

    /// <summary>Half an exchange leaves a connection that nobody can use.</summary>
    private void Fail(Exception exception, CancellationToken cancellationToken)
    {
        Close();
        if (exception is SocketException or ObjectDisposedException or EndOfStreamException)
            cancellationToken.ThrowIfCancellationRequested();
    }

    private void Close()
    {
        _cancellation.Dispose();
        _socket?.Dispose();
        _socket = null;
    }
}
