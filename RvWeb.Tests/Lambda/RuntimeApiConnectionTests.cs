using System.Net;
using System.Net.Sockets;
using System.Text;
using CsCheck;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Tests.Lambda;

public sealed class RuntimeApiConnectionTests
{
    private static readonly byte[] Request = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

    /// <summary>Serves one connection per entry: reads each request and answers it piece by piece.</summary>
    private static async Task ServeAsync(TcpListener listener, params byte[][][] connections)
    {
        foreach (var answers in connections)
        {
            using var socket = await listener.AcceptSocketAsync();
            socket.NoDelay = true;
            foreach (var pieces in answers.Select(answer => answer.Chunk(Math.Max(1, answer.Length / 7))))
            {
                await socket.ReceiveAsync(new byte[Request.Length]);
                foreach (var piece in pieces)
                    await socket.SendAsync(piece);
            }
        }
    }

    private static async Task<T> WithServerAsync<T>(byte[][][] connections, Func<RuntimeApiConnection, Task<T>> use)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, connections);
        using var connection = new RuntimeApiConnection(new RuntimeApiEndpoint("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, ""));
        var result = await use(connection);
        await serving;
        return result;
    }

    private static byte[] Fixed(byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];

    private static byte[] Chunked(byte[] body) =>
    [
        .. "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8,
        .. body.Chunk(100).SelectMany(chunk => (byte[])[.. Encoding.ASCII.GetBytes($"{chunk.Length:x};ext=1\r\n"), .. chunk, .. "\r\n"u8]),
        .. "0\r\nTrailer: x\r\n\r\n"u8,
    ];

    private static Task<byte[]> BodyAsync(RuntimeApiConnection connection) => Task.Run(
        () => connection.Exchange(Request, default, new ReceiveBuffer(16), TestContext.Current.CancellationToken).Body.ToArray());

    [Fact(Timeout = 20_000)]
    public async Task A_response_is_read_whole_however_it_is_cut_and_framed() =>
        await Gen.Byte.Array[0, 700].SampleAsync(
            async body => await WithServerAsync([[Fixed(body), Chunked(body), Fixed(body)]], async connection =>
                (await BodyAsync(connection)).SequenceEqual(body)
                && (await BodyAsync(connection)).SequenceEqual(body)
                && (await BodyAsync(connection)).SequenceEqual(body)),
            iter: 50, threads: 1);

    [Fact(Timeout = 10_000)]
    public async Task A_connection_that_died_while_idle_is_replaced() => Assert.Equal(
        "second"u8.ToArray(),
        await WithServerAsync([[Fixed("first"u8.ToArray())], [Fixed("second"u8.ToArray())]], async connection =>
        {
            await BodyAsync(connection);
            return await BodyAsync(connection);
        }));

    [Theory]
    [InlineData("localhost:9001", "localhost", 9001, "")]
    [InlineData("127.0.0.1:9001/name", "127.0.0.1", 9001, "/name")]
    public void The_endpoint_is_host_port_and_maybe_a_path(string value, string host, int port, string path) =>
        Assert.Equal(new RuntimeApiEndpoint(host, port, path), RuntimeApiEndpoint.Parse(value));

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    [InlineData("host:port")]
    public void A_wrong_endpoint_is_named(string? value) =>
        Assert.Contains($"'{value}'", Assert.Throws<InvalidOperationException>(() => RuntimeApiEndpoint.Parse(value)).Message, StringComparison.Ordinal);
}
