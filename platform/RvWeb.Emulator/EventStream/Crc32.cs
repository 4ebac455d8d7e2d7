namespace RvWeb.Emulator.EventStream;

/// <summary>The checksum of zip and of AWS's event stream (ISO 3309); the framework itself offers only Castagnoli's.</summary>
internal struct Crc32
{
    private const uint ReversedPolynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(index => Remainder((uint)index))];

    private uint _inverted;

    public readonly uint Value => ~_inverted;

    public static Crc32 New() => new() { _inverted = uint.MaxValue };

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = _inverted;
        foreach (var one in bytes)
            crc = Table[(byte)crc ^ one] ^ (crc >> 8);
        _inverted = crc;
    }

    private static uint Remainder(uint index)
    {
        for (var bit = 0; bit < 8; bit++)
            index = (index & 1) == 0 ? index >> 1 : (index >> 1) ^ ReversedPolynomial;
        return index;
    }
}
