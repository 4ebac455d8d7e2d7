using RvWeb.Edge.Cache;

namespace RvWeb.Edge.Ranges;

/// <summary>A range that the origin is asked for because no whole object is there to cut it from.</summary>
/// <param name="WholeKey">Where a whole object goes, should the origin send one.</param>
/// <param name="ExpiredWhole">May stand in if the origin fails.</param>
/// <param name="IsKept">False under If-Range: which version was meant is the viewer's affair.</param>
internal sealed record WantedPart(string WholeKey, StoredAnswer? ExpiredWhole, bool IsKept);
