using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace RvWeb.Tests.Lambda.RuntimeApi;

/// <summary>A Runtime API on bare sockets: the test sends each answer, byte by byte if it likes, or hangs up.</summary>
internal sealed class ScriptedRuntimeApi : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();
    private readonly List<Task> _connections = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;

    public ScriptedRuntimeApi(IPAddress address)
    {
        _listener = new TcpListener(address, 0);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>False hands out a call as soon as its head is there; its body then waits in the socket.</summary>
    public bool ReadsBodies { get; set; } = true;

    /// <param name="Head">Request line and headers.</param>
    /// <param name="Body">Without its chunks' frames if the length was given, else with them.</param>
    /// <param name="Socket">The connection.</param>
    public sealed record Call(string Head, byte[] Body, Socket Socket)
    {
        public string Line => Head[..Head.IndexOf("\r\n", StringComparison.Ordinal)];

        public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

        public async Task SendAsync(ReadOnlyMemory<byte> bytes)
        {
            while (!bytes.IsEmpty)
                bytes = bytes[await Socket.SendAsync(bytes, TestContext.Current.CancellationToken)..];
        }

        public Task HandOutAsync(byte[] json, string headers = "") => SendAsync((byte[])
        [
            .. Encoding.Latin1.GetBytes(
                $"HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: id-1\r\n{headers}Content-Length: {json.Length}\r\n\r\n"),
            .. json,
        ]);

        public Task AcceptAsync() => SendAsync("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");

        /// <summary>Ends the connection after what was sent.</summary>
        public void HangUp()
        {
            try
            {
                Socket.Shutdown(SocketShutdown.Both);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The other side was first.
            }
        }

        /// <summary>Ends it at once; what was not read resets it.</summary>
        public void Reset() => Socket.Dispose();
    }

    public async Task<Call> CallAsync() => await _calls.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>The next call, which has to be for this path's end.</summary>
    public async Task<Call> CallAsync(string path)
    {
        var call = await CallAsync();
        Assert.EndsWith($"{path} HTTP/1.1", call.Line, StringComparison.Ordinal);
        return call;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _accepting;
        _listener.Dispose();
        await Task.WhenAll(_connections);
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ReadAsync(await _listener.AcceptSocketAsync(_ending.Token)));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ReadAsync(Socket socket)
    {
        socket.NoDelay = true;
        var received = new List<byte>();
        var buffer = new byte[64 * 1024];
        try
        {
            for (int count; (count = await socket.ReceiveAsync(buffer, _ending.Token)) > 0;)
            {
                received.AddRange(buffer.AsSpan(0, count));
                while (Take(received, socket) is { } call)
                {
                    await _calls.Writer.WriteAsync(call);
                    if (!ReadsBodies)
                        return;
                }
            }

            socket.Dispose();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            socket.Dispose();
        }
    }

    private Call? Take(List<byte> received, Socket socket)
    {
        var bytes = received.ToArray();
        var start = bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        if (start < 4)
            return null;
        var head = Encoding.ASCII.GetString(bytes, 0, start);
        var end = ReadsBodies ? End(bytes, start, head) : bytes.Length;
        if (end > bytes.Length)
            return null;
        received.RemoveRange(0, end);
        return new Call(head, bytes[start..end], socket);
    }

    private static int End(byte[] bytes, int start, string head)
    {
        var at = head.IndexOf("\r\nContent-Length: ", StringComparison.OrdinalIgnoreCase);
        if (at >= 0)
            return start + int.Parse(head[(at + 18)..head.IndexOf("\r\n", at + 2, StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        if (!head.Contains("chunked", StringComparison.Ordinal))
            return start;
        var last = bytes.AsSpan(start).IndexOf("\r\n0\r\n"u8);
        var end = last < 0 ? -1 : bytes.AsSpan(start + last + 3).IndexOf("\r\n\r\n"u8);
        return end < 0 ? int.MaxValue : start + last + 3 + end + 4;
    }
}
