using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Cache;

namespace RvWeb.Edge.Ranges;

/// <summary>A range that the origin is asked for because no whole object is there to cut it from.</summary>
/// <param name="WholeKey">Where a whole object goes, should the origin send one.</param>
/// <param name="ExpiredWhole">May stand in if the origin fails.</param>
/// <param name="Range">What the origin is asked for: the viewer's header, or the range of a stored part that the viewer's lies in.</param>
/// <param name="IfRange">The viewer's header; with it nothing is kept: which version was meant is the viewer's affair.</param>
internal sealed record WantedPart(string WholeKey, StoredAnswer? ExpiredWhole, StringValues Range, StringValues IfRange)
{
    public bool IsKept => IfRange.Count == 0;

    /// <summary>A stored part is larger than what the viewer asked for: good for answers from the cache only.</summary>
    public bool IsLarger { get; init; }
}
