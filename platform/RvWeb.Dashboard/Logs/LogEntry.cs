using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Logs;

/// <summary>One log record as it was exported.</summary>
internal sealed record LogEntry
{
    /// <summary>OpenTelemetry's least number of an error.</summary>
    public const int Error = 17;

    /// <summary>Given by the store in order of arrival, from 1.</summary>
    public long Number { get; init; }

    public required TelemetryResource Resource { get; init; }
    /// <inheritdoc cref="Traces.Span.ResourceWeight"/>
    public long ResourceWeight { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>OpenTelemetry's number, 1 to 24; 9 is information, 13 warning, 17 error, 21 fatal.</summary>
    public int Severity { get; init; }

    public string SeverityText { get; init; } = "";
    public string Body { get; init; } = "";
    public string Scope { get; init; } = "";
    public string? TraceId { get; init; }
    public string? SpanId { get; init; }
    public AttributeSet Attributes { get; init; } = AttributeSet.Empty;

    public string Level => Severity switch
    {
        >= 21 => "Critical",
        >= 17 => "Error",
        >= 13 => "Warning",
        >= 9 => "Information",
        >= 5 => "Debug",
        >= 1 => "Trace",
        _ => SeverityText,
    };

    /// <summary>The exception that was logged with it, as the runtime writes one, or null.</summary>
    public string? Exception =>
        Attributes.Text("exception.stacktrace")
        ?? (Attributes.Text("exception.type") is { } type ? $"{type}: {Attributes.Text("exception.message")}" : null);

    public long Weight => 200 + ResourceWeight + Body.Length + Scope.Length + SeverityText.Length + Attributes.Weight;
}
