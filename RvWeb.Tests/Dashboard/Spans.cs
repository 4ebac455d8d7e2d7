using RvWeb.Dashboard.Telemetry;
using RvWeb.Dashboard.Traces;

namespace RvWeb.Tests.Dashboard;

internal static class Spans
{
    public static DateTimeOffset Start { get; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    /// <summary>A span; start and duration in milliseconds.</summary>
    public static Span Of(string trace, string id, string? parent = null, string resource = "web", double start = 0, double duration = 10) => new()
    {
        TraceId = trace,
        SpanId = id,
        ParentSpanId = parent,
        Name = id,
        Resource = new TelemetryResource(resource, AttributeSet.Empty),
        Start = Start.AddMilliseconds(start),
        End = Start.AddMilliseconds(start + duration),
    };
}
