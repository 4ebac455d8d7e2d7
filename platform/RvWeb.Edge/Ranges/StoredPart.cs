using System.Globalization;

namespace RvWeb.Edge.Ranges;

/// <summary>Which bytes of an object of how many a stored 206 has.</summary>
internal sealed record StoredPart(ByteRange Bytes, long Total)
{
    private const string Unit = "bytes ";

    /// <param name="contentRange">The header Content-Range (RFC 9110, section 14.4).</param>
    /// <param name="length">Bytes that are there.</param>
    /// <returns>Null if the header does not say which bytes these are, or says it wrongly.</returns>
    public static StoredPart? Read(string? contentRange, long length)
    {
        if (contentRange is null || !contentRange.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
            return null;
        var text = contentRange.AsSpan(Unit.Length);
        var (dash, slash) = (text.IndexOf('-'), text.IndexOf('/'));
        return dash > 0 && slash > dash
            && Number(text[..dash]) is { } first && Number(text[(dash + 1)..slash]) is { } last && Number(text[(slash + 1)..]) is { } total
            && first <= last && last < total && last - first + 1 == length
            ? new StoredPart(new ByteRange(first, last), total)
            : null;
    }

    /// <summary>What of it one range asks for; null if that is more than there is, or nothing.</summary>
    public ByteRange? Within(RangeSpec wanted) => wanted.Within(Total) is { } slice && slice.First >= Bytes.First && slice.Last <= Bytes.Last ? slice : null;

    private static long? Number(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
