using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RvWeb.Bench.Runtime;

/// <summary>One caller's connection, on a bare socket so that little of what is measured is ours.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[1 << 20];

    public static async Task<HttpConnection> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        var connection = new HttpConnection();
        await connection._socket.ConnectAsync("127.0.0.1", address.Port, cancellationToken);
        return connection;
    }

    /// <summary>Sends a request and reads its answer.</summary>
    /// <returns>The answer's body as text.</returns>
    /// <exception cref="InvalidOperationException">The answer is an error: its time would say nothing.</exception>
    public async Task<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await _socket.SendAsync(request, cancellationToken);
        var count = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(count), cancellationToken);
            if (received == 0)
                throw new InvalidOperationException("The program closed the connection before it answered.");
            count += received;
            if (Body(count) is { } body)
                return body;
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>A request as it goes over the wire.</summary>
    public static byte[] Request(string method, Uri address, string path, byte[] body) =>
    [
        .. Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{method} {path} HTTP/1.1\r\nHost: localhost:{address.Port}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n")),
        .. body,
    ];

    private ReadOnlyMemory<byte>? Body(int count)
    {
        var answer = _buffer.AsSpan(0, count);
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;
        var head = answer[..(end + 2)];
        if (!head.StartsWith("HTTP/1.1 200"u8) || head.IndexOf("X-Amz-Function-Error"u8) >= 0)
            throw new InvalidOperationException($"The program answered: {Encoding.UTF8.GetString(answer)}");
        var length = head[(head.IndexOf("Content-Length: "u8) + "Content-Length: ".Length)..];
        var total = int.Parse(length[..length.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
        return count < end + 4 + total ? null : _buffer.AsMemory(end + 4, total);
    }
}
