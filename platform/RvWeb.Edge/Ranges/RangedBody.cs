namespace RvWeb.Edge.Ranges;

/// <summary>Bytes to cut ranges from, which need not be the whole object.</summary>
/// <param name="Bytes">What is there.</param>
/// <param name="First">Where in the object they begin.</param>
/// <param name="Total">Length of the object.</param>
internal readonly record struct RangedBody(ReadOnlyMemory<byte> Bytes, long First, long Total)
{
    public ReadOnlyMemory<byte> Of(ByteRange range) => Bytes.Slice((int)(range.First - First), (int)range.Length);
}
