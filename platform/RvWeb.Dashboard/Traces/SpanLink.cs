using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Traces;

internal sealed record SpanLink(string TraceId, string SpanId, AttributeSet Attributes);
