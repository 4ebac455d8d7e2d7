namespace RvWeb.Dashboard.Traces;

/// <param name="Span">What the row shows.</param>
/// <param name="Depth">Zero for a root.</param>
/// <param name="HasChildren">Whether it can be folded.</param>
/// <param name="IsDetached">Names a parent that has not arrived, or that is its own descendant.</param>
internal sealed record TraceRow(Span Span, int Depth, bool HasChildren, bool IsDetached);
