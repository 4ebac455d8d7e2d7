using System.Buffers.Binary;
using System.Text;

namespace RvWeb.ServiceDefaults.Otlp;

/// <summary>Protocol buffers' wire format (protobuf.dev/programming-guides/encoding), as much as OTLP uses of it.</summary>
internal sealed class ProtobufWriter
{
    // A length is known only at the end of its message, so room for 28 bits is kept: a varint may be padded.
    private const int LengthBytes = 4;

    private byte[] _bytes = new byte[4096];
    private int _count;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _count);

    /// <summary>Begins a nested message; give what is returned to <see cref="End"/>.</summary>
    public int Begin(int field)
    {
        Tag(field, 2);
        Take(LengthBytes);
        return _count;
    }

    public void End(int begin)
    {
        var length = _count - begin;
        for (var i = 0; i < LengthBytes; i++)
            _bytes[begin - LengthBytes + i] = (byte)((length >> (7 * i) & 0x7F) | (i < LengthBytes - 1 ? 0x80 : 0));
    }

    public void String(int field, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        Tag(field, 2);
        var length = Encoding.UTF8.GetByteCount(value);
        Varint((ulong)length);
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    public void Hex(int field, string hex)
    {
        Tag(field, 2);
        Varint((ulong)hex.Length / 2);
        Convert.FromHexString(hex, Take(hex.Length / 2), out _, out _);
    }

    public void Number(int field, long value)
    {
        Tag(field, 0);
        Varint((ulong)value);
    }

    public void Fixed64(int field, long value)
    {
        Tag(field, 1);
        BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);
    }

    private void Tag(int field, int type) => Varint((ulong)(field << 3 | type));

    private void Varint(ulong value)
    {
        for (; value > 0x7F; value >>= 7)
            Take(1)[0] = (byte)(value | 0x80);
        Take(1)[0] = (byte)value;
    }

    private Span<byte> Take(int length)
    {
        if (_bytes.Length - _count < length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _count + length));
        _count += length;
        return _bytes.AsSpan(_count - length, length);
    }
}
