using System.Net.Sockets;

namespace RvWeb.Lambda.RuntimeApi;

/// <summary>
/// The bytes of one HTTP/1.1 response, head and body, in one array that grows to the largest event and is used again.
/// </summary>
internal sealed class ReceiveBuffer(int size)
{
    private const int MaximumHeadBytes = 256 * 1024;

    private byte[] _bytes = new byte[size];
    private int _count;

    public int Count => _count;

    public void Clear() => _count = 0;

    public ReadOnlyMemory<byte> Slice(int start, int length) => _bytes.AsMemory(start, length);

    public ReadOnlySpan<byte> Span(int start, int length) => _bytes.AsSpan(start, length);

    /// <summary>Reads up to the empty line and returns where the body begins.</summary>
    public int ReceiveHead(Socket socket)
    {
        for (var searched = 0; ;)
        {
            var end = _bytes.AsSpan(searched, _count - searched).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
                return searched + end + 4;
            if (_count > MaximumHeadBytes)
                throw new RuntimeApiException($"The Runtime API sent more than {MaximumHeadBytes} bytes of headers.");
            // The empty line may have come in part.
            searched = Math.Max(0, _count - 3);
            Receive(socket);
        }
    }

    public void ReceiveUntil(Socket socket, int count)
    {
        if (count > _bytes.Length)
            Array.Resize(ref _bytes, count);
        while (_count < count)
            Receive(socket);
    }

    /// <summary>Reads a chunked body (RFC 9112, section 7.1), joining the chunks in place; returns where it ends.</summary>
    public int ReceiveChunks(Socket socket, int start)
    {
        for (int position = start, end = start; ;)
        {
            var lineEnd = ReceiveLine(socket, position);
            var size = ChunkSize(_bytes.AsSpan(position, lineEnd - position));
            if (size == 0)
            {
                ReceiveTrailers(socket, lineEnd + 2);
                return end;
            }

            var data = lineEnd + 2;
            ReceiveUntil(socket, data + size + 2);
            _bytes.AsSpan(data, size).CopyTo(_bytes.AsSpan(end));
            end += size;
            position = data + size + 2;
        }
    }

    private void ReceiveTrailers(Socket socket, int position)
    {
        for (int end; (end = ReceiveLine(socket, position)) != position; position = end + 2)
        {
            // Trailer fields of a next response carry nothing we use.
        }
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
        if (_count == _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        var received = socket.Receive(_bytes.AsSpan(_count), SocketFlags.None);
        if (received == 0)
            throw new EndOfStreamException("The Runtime API closed the connection.");
        _count += received;
    }

    private static int ChunkSize(ReadOnlySpan<byte> line)
    {
        var extension = line.IndexOf((byte)';');
        var digits = (extension < 0 ? line : line[..extension]).Trim(" \t"u8);
        return System.Buffers.Text.Utf8Parser.TryParse(digits, out int size, out var used, 'x') && used == digits.Length && size >= 0
            ? size
            : throw new RuntimeApiException("The Runtime API sent a malformed chunk size.");
    }
}
