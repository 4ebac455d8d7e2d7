namespace RvWeb.Edge.Ranges;

/// <summary>Bytes of a body, both ends included.</summary>
internal readonly record struct ByteRange(long First, long Last)
{
    public long Length => Last - First + 1;
}
