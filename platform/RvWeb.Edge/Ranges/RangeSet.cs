using Microsoft.Extensions.Primitives;

namespace RvWeb.Edge.Ranges;

/// <summary>
/// The ranges of a Range header (RFC 9110, section 14.1). AWS asks more of them than the RFC: ascending, without overlap,
/// each one valid; otherwise the whole object is sent with status 200
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RangeGETs.html).
/// </summary>
internal sealed class RangeSet
{
    private const string Unit = "bytes=";

    /// <summary>Our choice: many tiny ranges make an answer larger than the object (RFC 9110, section 14.2), so it is sent instead.</summary>
    private const int Most = 100;

    private readonly List<RangeSpec> _specs;

    private RangeSet(List<RangeSpec> specs) => _specs = specs;

    /// <returns>Null if nothing valid is asked for.</returns>
    public static RangeSet? Parse(StringValues header)
    {
        if (header is not [{ } line] || !line.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
            return null;
        var specs = new List<RangeSpec>();
        var text = line.AsSpan(Unit.Length);
        foreach (var part in text.Split(','))
        {
            // Empty elements of a list count for nothing (RFC 9110, section 5.6.1.2).
            var item = text[part].Trim(" \t");
            if (item.IsEmpty)
                continue;
            if (RangeSpec.Parse(item) is not { } spec || specs.Count == Most || specs.Count > 0 && !Follows(spec, specs[^1]))
                return null;
            specs.Add(spec);
        }

        return specs.Count > 0 ? new RangeSet(specs) : null;
    }

    /// <summary>The range, if it is just one.</summary>
    public RangeSpec? Only => _specs is [var only] ? only : null;

    /// <summary>What of a body of <paramref name="length"/> bytes is asked for.</summary>
    /// <returns>Null: send everything with 200. Empty: nothing can be sent, 416.</returns>
    public ByteRange[]? Within(long length)
    {
        // An empty body has no ranges; RFC 9110 lets a server ignore them.
        if (length == 0)
            return null;
        var slices = new List<ByteRange>(_specs.Count);
        foreach (var spec in _specs)
        {
            if (spec.Within(length) is not { } slice)
                continue;
            if (slices.Count > 0 && slice.First <= slices[^1].Last)
                return null;
            slices.Add(slice);
        }

        return [.. slices];
    }

    /// <summary>Behind a range without end nothing can ascend; a suffix is checked once the length is known.</summary>
    private static bool Follows(RangeSpec spec, RangeSpec before) =>
        before is { First: not null, Last: not null } && (spec.First is null || spec.First > before.Last);
}
