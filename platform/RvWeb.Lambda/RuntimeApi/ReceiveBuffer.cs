using System.Net.Sockets;

namespace RvWeb.Lambda.RuntimeApi;

/// <summary>
/// The bytes of one HTTP/1.1 response, head and body, in one array that grows to the largest event and is used again.
/// </summary>
internal sealed class ReceiveBuffer(int size)
{
    /// <summary>Ten times what Lambda hands out at most: beyond it somebody lies about a length.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    private const int MaximumHeadBytes = 256 * 1024;

    /// <summary>Room for a body is made at once up to this, and then as it comes.</summary>
    private const int TrustedBytes = 8 * 1024 * 1024;

    private byte[] _bytes = new byte[size];
    private int _count;

    public int Count => _count;

    public void Clear() => _count = 0;

    public ReadOnlyMemory<byte> Slice(int start, int length) => _bytes.AsMemory(start, length);

    public ReadOnlySpan<byte> Span(int start, int length) => _bytes.AsSpan(start, length);

    /// <summary>Reads up to the empty line and returns where the body begins.</summary>
    public int ReceiveHead(Socket socket, int start)
    {
        for (var searched = start; ;)
        {
            var end = _bytes.AsSpan(searched, _count - searched).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
                return searched + end + 4;
            if (_count > MaximumHeadBytes)
                throw new RuntimeApiException($"The Runtime API sent more than {MaximumHeadBytes} bytes of headers.");
            // The empty line may have come in part.
            searched = Math.Max(start, _count - 3);
            Receive(socket);
        }
    }

    public void ReceiveUntil(Socket socket, int count)
    {
        if (count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length, Math.Min(count, TrustedBytes)));
        while (_count < count)
            Receive(socket);
    }

    /// <summary>Reads until the other side closes the connection.</summary>
    public void ReceiveAll(Socket socket)
    {
        while (TryReceive(socket))
        {
            // The end is what ends it.
        }
    }

    /// <summary>Reads a chunked body (RFC 9112, section 7.1), joining the chunks in place; returns where it ends.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="start">Where the first chunk begins.</param>
    /// <param name="frameEnd">Where the last one ended before they were joined.</param>
    public int ReceiveChunks(Socket socket, int start, out int frameEnd)
    {
        for (int position = start, end = start; ;)
        {
            var lineEnd = ReceiveLine(socket, position);
            var size = ChunkSize(_bytes.AsSpan(position, lineEnd - position));
            if (size == 0)
            {
                frameEnd = ReceiveTrailers(socket, lineEnd + 2);
                return end;
            }

            var data = lineEnd + 2;
            ReceiveUntil(socket, data + size + 2);
            if (!_bytes.AsSpan(data + size).StartsWith("\r\n"u8))
                throw MalformedChunk();
            _bytes.AsSpan(data, size).CopyTo(_bytes.AsSpan(end));
            end += size;
            position = data + size + 2;
        }
    }

    private int ReceiveTrailers(Socket socket, int position)
    {
        for (int end; (end = ReceiveLine(socket, position)) != position; position = end + 2)
        {
            // Trailer fields of a next response carry nothing we use.
        }

        return position + 2;
    }

    private int ReceiveLine(Socket socket, int position)
    {
        for (int end; ;)
        {
            if ((end = _bytes.AsSpan(position, _count - position).IndexOf("\r\n"u8)) >= 0)
                return position + end;
            Receive(socket);
        }
    }

    private void Receive(Socket socket)
    {
        if (!TryReceive(socket))
            throw new EndOfStreamException("The Runtime API closed the connection.");
    }

    private bool TryReceive(Socket socket)
    {
        if (_count > MaximumBytes + MaximumHeadBytes)
            throw new RuntimeApiException($"The Runtime API sent more than {MaximumBytes} bytes.");
        if (_count == _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        var received = socket.Receive(_bytes.AsSpan(_count), SocketFlags.None);
        _count += received;
        return received > 0;
    }

    private static int ChunkSize(ReadOnlySpan<byte> line)
    {
        var extension = line.IndexOf((byte)';');
        var digits = (extension < 0 ? line : line[..extension]).Trim(" \t"u8);
        return System.Buffers.Text.Utf8Parser.TryParse(digits, out int size, out var used, 'x') && used == digits.Length && size is >= 0 and <= MaximumBytes
            ? size
            : throw MalformedChunk();
    }

    private static RuntimeApiException MalformedChunk() => new("The Runtime API sent a malformed chunk.");
}
