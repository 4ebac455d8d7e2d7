using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RvWeb.Bench.Runtime;

/// <summary>
/// Lambda's side of the Runtime API for one program, on a bare socket so that little of what is measured is ours.
/// </summary>
internal sealed class RuntimeApiServer : IDisposable
{
    private static readonly byte[] Accepted = Encoding.ASCII.GetBytes(
        "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"status\":\"OK\"}\n");

    private static readonly byte[] Registered = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nLambda-Extension-Identifier: bench\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _next;
    private readonly byte[] _buffer = new byte[1 << 20];
    private Socket? _socket;
    private Socket? _extension;

    public RuntimeApiServer(byte[] payload)
    {
        _listener.Start();
        _next =
        [
            .. Encoding.ASCII.GetBytes(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                + "Lambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\r\n"
                + "Lambda-Runtime-Deadline-Ms: 4102444800000\r\n"
                + "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-central-1:123456789012:function:bench\r\n"
                + $"Content-Length: {payload.Length}\r\n\r\n"),
            .. payload,
        ];
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>Receives one request and returns its head.</summary>
    public async Task<string> ReceiveAsync(CancellationToken cancellationToken)
    {
        for (var count = 0; ;)
        {
            _socket ??= await AcceptAsync(cancellationToken);
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(count), cancellationToken);
            if (received == 0)
            {
                // Some clients take a new connection for each call.
                _socket.Dispose();
                (_socket, count) = (null, 0);
                continue;
            }

            count += received;
            if (!IsWhole(_buffer.AsSpan(0, count), out var headLength))
                continue;
            var head = Encoding.ASCII.GetString(_buffer, 0, headLength);
            if (!await IsOfExtensionAsync(head, cancellationToken))
                return head;
            count = 0;
        }
    }

    public Task HandOutAsync(CancellationToken cancellationToken) => SendAsync(_next, cancellationToken);

    public Task AcceptAnswerAsync(CancellationToken cancellationToken) => SendAsync(Accepted, cancellationToken);

    public void Dispose()
    {
        _socket?.Dispose();
        _extension?.Dispose();
        _listener.Dispose();
    }

    private async Task<Socket> AcceptAsync(CancellationToken cancellationToken)
    {
        var socket = await _listener.AcceptSocketAsync(cancellationToken);
        socket.NoDelay = true;
        return socket;
    }

    /// <summary>An internal extension registers, and then waits on its connection for an event that never comes.</summary>
    private async Task<bool> IsOfExtensionAsync(string head, CancellationToken cancellationToken)
    {
        if (head.StartsWith("POST /2020-01-01/extension/register ", StringComparison.Ordinal))
        {
            await SendAsync(Registered, cancellationToken);
            return true;
        }

        if (!head.StartsWith("GET /2020-01-01/extension/event/next ", StringComparison.Ordinal))
            return false;
        (_extension, _socket) = (_socket, null);
        return true;
    }

    private async Task SendAsync(byte[] bytes, CancellationToken cancellationToken) =>
        await _socket!.SendAsync(bytes, cancellationToken);

    private static bool IsWhole(ReadOnlySpan<byte> request, out int headLength)
    {
        headLength = request.IndexOf("\r\n\r\n"u8) + 4;
        if (headLength < 4)
            return false;
        var head = request[..headLength];
        var at = Encoding.ASCII.GetString(head).IndexOf("content-length:", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return head.IndexOf("chunked"u8) < 0 || request.EndsWith("0\r\n\r\n"u8);
        var value = head[(at + "content-length:".Length)..];
        var length = int.Parse(value[..value.IndexOf("\r\n"u8)].Trim(" "u8), System.Globalization.CultureInfo.InvariantCulture);
        return request.Length >= headLength + length;
    }
}
