using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Traces;

internal sealed record SpanEvent(DateTimeOffset At, string Name, AttributeSet Attributes);
