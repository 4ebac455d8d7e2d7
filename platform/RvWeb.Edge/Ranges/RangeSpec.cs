namespace RvWeb.Edge.Ranges;

/// <summary><c>5-9</c>, <c>5-</c> (no last) or <c>-9</c> (no first: the last nine bytes).</summary>
internal readonly record struct RangeSpec(long? First, long? Last)
{
    public static RangeSpec? Parse(ReadOnlySpan<char> text)
    {
        var dash = text.IndexOf('-');
        if (dash < 0)
            return null;
        var first = text[..dash];
        var last = text[(dash + 1)..];
        if (!IsDigits(first) || !IsDigits(last) || first.IsEmpty && last.IsEmpty)
            return null;
        var spec = new RangeSpec(first.IsEmpty ? null : Number(first), last.IsEmpty ? null : Number(last));
        return spec.First > spec.Last ? null : spec;
    }

    /// <summary>The bytes of a body of <paramref name="length"/> bytes; null if it has none of them.</summary>
    public ByteRange? Within(long length)
    {
        if (First is not { } first)
            return Last > 0 ? new ByteRange(Math.Max(0, length - Last.Value), length - 1) : null;
        return first < length ? new ByteRange(first, Math.Min(Last ?? long.MaxValue, length - 1)) : null;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>A number too long for 64 bits is beyond every body anyway.</summary>
    private static long Number(ReadOnlySpan<char> digits) =>
        long.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
}
