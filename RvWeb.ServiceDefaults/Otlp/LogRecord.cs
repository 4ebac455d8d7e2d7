using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace RvWeb.ServiceDefaults.Otlp;

/// <summary>A log entry on its way to the collector.</summary>
internal sealed record LogRecord
{
    public required string Category { get; init; }
    public required DateTimeOffset At { get; init; }
    public required LogLevel Level { get; init; }
    public required string Message { get; init; }
    public required IReadOnlyList<KeyValuePair<string, object?>> Attributes { get; init; }
    public Exception? Exception { get; init; }
    public ActivityContext Span { get; init; }
}
