using System.Buffers;
using System.Buffers.Text;

namespace RvWeb.Lambda.Responses;

/// <summary>
/// Bytes on their way out, in one array that is used again. What is written can leave as a chunk (RFC 9112, section 7.1)
/// without being copied: there is room for the chunk's size before it and for its line end behind it.
/// </summary>
internal sealed class ResponseBuffer : IBufferWriter<byte>
{
    /// <summary>Eight hexadecimal digits and a line end.</summary>
    private const int RoomBefore = 10;
    private const int RoomBehind = 2;

    /// <summary>An array above this is not worth keeping.</summary>
    private const int LargestKept = 1024 * 1024;

    private byte[] _bytes = [];
    private int _end = RoomBefore;

    public int Count => _end - RoomBefore;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(Math.Min(RoomBefore, _bytes.Length), Count);

    public void Clear()
    {
        _end = RoomBefore;
        if (_bytes.Length > LargestKept)
            _bytes = [];
    }

    /// <summary>Frames what is written as a chunk; to be cleared afterwards.</summary>
    public ReadOnlySpan<byte> Chunk()
    {
        "\r\n"u8.CopyTo(_bytes.AsSpan(_end));
        "\r\n"u8.CopyTo(_bytes.AsSpan(RoomBefore - 2));
        Utf8Formatter.TryFormat(Count, _bytes, out _, new StandardFormat('x', RoomBefore - 2));
        return _bytes.AsSpan(0, _end + RoomBehind);
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - RoomBehind - _end);
        _end += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(_end..^RoomBehind);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(_end..^RoomBehind);
    }

    private void Grow(int sizeHint)
    {
        var needed = checked(_end + Math.Max(sizeHint, 1) + RoomBehind);
        if (needed > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(needed, Math.Max(512L, 2L * _bytes.Length))));
    }
}
