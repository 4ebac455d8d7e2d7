namespace RvWeb.Dashboard.Traces;

/// <summary>The spans of a trace at one moment.</summary>
/// <param name="Summary">The whole in one line.</param>
/// <param name="Spans">In no particular order.</param>
/// <param name="LinkedFrom">Spans of other traces that link to this one, such as the revalidation a viewer's request set off.</param>
internal sealed record Trace(TraceSummary Summary, IReadOnlyList<Span> Spans, IReadOnlyList<Span> LinkedFrom);
