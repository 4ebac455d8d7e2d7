using System.Buffers.Binary;
using System.Text;
using RvWeb.Emulator.EventStream;

namespace RvWeb.Tests.Emulator.EventStream;

/// <summary>An event stream message as it came over the wire, both checksums verified.</summary>
internal sealed record ReceivedMessage(IReadOnlyDictionary<string, string> Headers, string Payload)
{
    public string Type => Headers[":event-type"];

    public static async Task<ReceivedMessage?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var prelude = new byte[12];
        if (await stream.ReadAtLeastAsync(prelude, prelude.Length, throwOnEndOfStream: false, cancellationToken) == 0)
            return null;
        var rest = new byte[BinaryPrimitives.ReadInt32BigEndian(prelude) - prelude.Length];
        await stream.ReadExactlyAsync(rest, cancellationToken);
        Assert.Equal(Checksum(prelude.AsSpan(0, 8)), BinaryPrimitives.ReadUInt32BigEndian(prelude.AsSpan(8)));
        Assert.Equal(Checksum([.. prelude, .. rest[..^4]]), BinaryPrimitives.ReadUInt32BigEndian(rest.AsSpan(rest.Length - 4)));
        var headers = BinaryPrimitives.ReadInt32BigEndian(prelude.AsSpan(4));
        return new ReceivedMessage(ReadHeaders(rest.AsSpan(0, headers)), Encoding.UTF8.GetString(rest.AsSpan(headers, rest.Length - headers - 4)));
    }

    private static Dictionary<string, string> ReadHeaders(ReadOnlySpan<byte> bytes)
    {
        var headers = new Dictionary<string, string>();
        while (!bytes.IsEmpty)
        {
            var name = Encoding.ASCII.GetString(bytes.Slice(1, bytes[0]));
            bytes = bytes[(1 + name.Length)..];
            Assert.Equal(7, bytes[0]);
            var value = Encoding.ASCII.GetString(bytes.Slice(3, BinaryPrimitives.ReadUInt16BigEndian(bytes[1..])));
            bytes = bytes[(3 + value.Length)..];
            headers.Add(name, value);
        }
        return headers;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = Crc32.New();
        checksum.Append(bytes);
        return checksum.Value;
    }
}
