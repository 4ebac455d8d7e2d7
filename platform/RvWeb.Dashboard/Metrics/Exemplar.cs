namespace RvWeb.Dashboard.Metrics;

/// <summary>One measured value, with the span in which it was measured.</summary>
internal sealed record Exemplar(DateTimeOffset At, double Value, string TraceId, string? SpanId);
