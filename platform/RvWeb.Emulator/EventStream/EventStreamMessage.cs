using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace RvWeb.Emulator.EventStream;

/// <summary>
/// One message of <c>application/vnd.amazon.eventstream</c>: lengths and their checksum, headers, payload, checksum of all.
/// Source: smithy.io/2.0/aws/amazon-eventstream.html.
/// </summary>
internal static class EventStreamMessage
{
    private const int PreludeBytes = 8;
    private const int ChecksumBytes = 4;
    private const byte TextValue = 7;

    public static void WriteEvent(IBufferWriter<byte> output, string eventType, string contentType, ReadOnlySequence<byte> payload)
    {
        var headers = Headers((":message-type", "event"), (":event-type", eventType), (":content-type", contentType));
        var total = PreludeBytes + ChecksumBytes + headers.Length + payload.Length + ChecksumBytes;
        var checksum = Crc32.New();

        Span<byte> number = stackalloc byte[PreludeBytes];
        BinaryPrimitives.WriteUInt32BigEndian(number, checked((uint)total));
        BinaryPrimitives.WriteUInt32BigEndian(number[4..], (uint)headers.Length);
        Write(output, ref checksum, number);
        BinaryPrimitives.WriteUInt32BigEndian(number, checksum.Value);
        Write(output, ref checksum, number[..ChecksumBytes]);
        Write(output, ref checksum, headers);
        foreach (var segment in payload)
            Write(output, ref checksum, segment.Span);
        BinaryPrimitives.WriteUInt32BigEndian(number, checksum.Value);
        output.Write(number[..ChecksumBytes]);
    }

    private static void Write(IBufferWriter<byte> output, ref Crc32 checksum, ReadOnlySpan<byte> bytes)
    {
        checksum.Append(bytes);
        output.Write(bytes);
    }

    private static byte[] Headers(params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        Span<byte> length = stackalloc byte[2];
        foreach (var (name, value) in headers)
        {
            buffer.Write([(byte)name.Length]);
            buffer.Write(Encoding.ASCII.GetBytes(name));
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)value.Length);
            buffer.Write([TextValue, .. length]);
            buffer.Write(Encoding.ASCII.GetBytes(value));
        }
        return buffer.WrittenSpan.ToArray();
    }
}
