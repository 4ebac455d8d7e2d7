using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RvWeb.ServiceDefaults.Otlp;

/// <summary>
/// Posts to a collector beside the function (opentelemetry.io/docs/specs/otlp/#otlphttp) on a bare socket: HttpClient would
/// be the largest part of the binary. A connection for each export, for none survives a freeze.
/// </summary>
internal sealed class OtlpClient(Uri endpoint, string? headers)
{
    /// <summary>How long a collector that is dead or slow may hold up an environment after each invocation.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(500);

    private readonly string _headers = Lines(headers);

    /// <summary>Whether the collector took it; it is not sent again.</summary>
    /// <param name="signal"><c>traces</c> or <c>logs</c>.</param>
    /// <param name="body">The message.</param>
    public bool TryPost(string signal, ReadOnlyMemory<byte> body)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var bound = new CancellationTokenSource(Bound);
        using var end = bound.Token.UnsafeRegister(static opened => ((Socket)opened!).Dispose(), socket);
        try
        {
            socket.Connect(endpoint.Host, endpoint.Port);
            SendAll(socket, Head(signal, body.Length));
            SendAll(socket, body.Span);
            return ReceiveStatus(socket).StartsWith("HTTP/1.1 2", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Telemetry that cannot be delivered is lost, as with every exporter; the function goes on.
            return false;
        }
    }

    private static void SendAll(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[socket.Send(bytes)..];
    }

    private static string ReceiveStatus(Socket socket)
    {
        var head = new byte[1024];
        var count = 0;
        for (int received; count < 12 && (received = socket.Receive(head.AsSpan(count))) > 0; count += received)
        {
            // A status line may come in part.
        }

        return Encoding.ASCII.GetString(head, 0, count);
    }

    private byte[] Head(string signal, int length) => Encoding.ASCII.GetBytes(
        $"POST {endpoint.AbsolutePath.TrimEnd('/')}/v1/{signal} HTTP/1.1\r\nHost: {endpoint.Authority}\r\nConnection: close\r\n"
        + $"{_headers}Content-Type: application/x-protobuf\r\nContent-Length: {length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n");

    private static string Lines(string? headers) => string.Concat(
        (headers ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .Select(pair => $"{pair[0].Trim()}: {Uri.UnescapeDataString(pair[1].Trim())}\r\n"));
}
