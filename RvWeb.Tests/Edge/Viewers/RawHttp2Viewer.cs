using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace RvWeb.Tests.Edge.Viewers;

/// <summary>
/// A viewer that speaks HTTP/2 without TLS and sends whatever fields it likes: no client library would. One request, on stream 1
/// (RFC 9113; fields are HPACK literals without Huffman coding, RFC 7541).
/// </summary>
internal static class RawHttp2Viewer
{
    private const byte DataFrame = 0;
    private const byte HeadersFrame = 1;
    private const byte ResetFrame = 3;
    private const byte SettingsFrame = 4;
    private const byte GoAwayFrame = 7;
    private const byte EndStream = 1;
    private const byte EndHeaders = 4;
    private const int FrameHead = 9;

    /// <param name="edge">Who is asked.</param>
    /// <param name="fields">In this order, pseudo-header fields included.</param>
    /// <param name="body">Sent in one DATA frame; null ends the stream with the fields.</param>
    /// <returns>The status, or how the request was refused: <c>reset</c>, <c>goaway</c> or <c>closed</c>.</returns>
    public static async Task<string> SendAsync(EdgeHarness edge, IEnumerable<(string Name, string Value)> fields, string? body = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var socket = new TcpClient();
        await socket.ConnectAsync(edge.Viewer.BaseAddress!.Host, edge.Viewer.BaseAddress.Port, cancellation);
        await using var stream = socket.GetStream();
        var request = new List<byte>(Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        Frame(request, SettingsFrame, 0, 0, []);
        Frame(request, HeadersFrame, (byte)(EndHeaders | (body is null ? EndStream : 0)), 1, Block(fields));
        if (body is not null)
            Frame(request, DataFrame, EndStream, 1, Encoding.Latin1.GetBytes(body));
        try
        {
            await stream.WriteAsync(request.ToArray(), cancellation);
            return await OutcomeAsync(stream, cancellation);
        }
        catch (IOException)
        {
            // The edge has hung up: by an end or by a reset, as the operating system likes it.
            return "closed";
        }
    }

    private static async Task<string> OutcomeAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var head = new byte[FrameHead];
        while (true)
        {
            await stream.ReadExactlyAsync(head, cancellationToken);
            var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await stream.ReadExactlyAsync(payload, cancellationToken);
            switch (head[3])
            {
                case HeadersFrame: return Status(payload);
                case ResetFrame: return "reset";
                // Without an error it only says that no more streams are taken.
                case GoAwayFrame when BinaryPrimitives.ReadUInt32BigEndian(payload.AsSpan(4)) != 0: return "goaway";
            }
        }
    }

    /// <summary>The first field of an answer: an entry of the static table, or a literal whose name is one.</summary>
    private static string Status(byte[] block) => block[0] switch
    {
        0x88 => "200",
        0x89 => "204",
        0x8A => "206",
        0x8B => "304",
        0x8C => "400",
        0x8D => "404",
        0x8E => "500",
        _ => Encoding.ASCII.GetString(block, 2, block[1] & 0x7F),
    };

    private static List<byte> Block(IEnumerable<(string Name, string Value)> fields)
    {
        var block = new List<byte>();
        foreach (var (name, value) in fields)
        {
            // A literal that enters no table.
            block.Add(0);
            Text(block, name);
            Text(block, value);
        }

        return block;
    }

    private static void Text(List<byte> block, string text)
    {
        const int most = 127;
        if (text.Length < most)
        {
            block.Add((byte)text.Length);
        }
        else
        {
            block.Add(most);
            var rest = text.Length - most;
            for (; rest >= 128; rest /= 128)
                block.Add((byte)((rest % 128) + 128));
            block.Add((byte)rest);
        }

        block.AddRange(Encoding.Latin1.GetBytes(text));
    }

    private static void Frame(List<byte> frames, byte type, byte flags, int streamId, IReadOnlyCollection<byte> payload)
    {
        frames.AddRange([(byte)(payload.Count >> 16), (byte)(payload.Count >> 8), (byte)payload.Count, type, flags]);
        frames.AddRange([(byte)(streamId >> 24), (byte)(streamId >> 16), (byte)(streamId >> 8), (byte)streamId]);
        frames.AddRange(payload);
    }
}
