using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Traces;

/// <summary>One span as it was exported; ids are lower-case hexadecimal.</summary>
internal sealed record Span
{
    public required string TraceId { get; init; }
    public required string SpanId { get; init; }
    public string? ParentSpanId { get; init; }
    public required string Name { get; init; }
    public required TelemetryResource Resource { get; init; }
    public string Scope { get; init; } = "";
    public SpanKind Kind { get; init; }
    public required DateTimeOffset Start { get; init; }

    /// <summary>As sent; with a broken clock it may lie before the start.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Of its resource's attributes, if it is the first span that brought them; later ones share them.</summary>
    public long ResourceWeight { get; init; }

    public SpanStatus Status { get; init; }
    public string StatusMessage { get; init; } = "";
    public AttributeSet Attributes { get; init; } = AttributeSet.Empty;
    public IReadOnlyList<SpanEvent> Events { get; init; } = [];
    public IReadOnlyList<SpanLink> Links { get; init; } = [];

    /// <summary>The name; behind a bare HTTP method, which is all that OpenTelemetry allows without a route, the path.</summary>
    public string Title =>
        Name == Attributes.Text("http.request.method") && Attributes.Text("url.path") is { } path ? $"{Name} {path}" : Name;

    /// <summary>Never negative.</summary>
    public TimeSpan Duration => End > Start ? End - Start : TimeSpan.Zero;

    public bool IsError => Status == SpanStatus.Error;

    /// <summary>Part of what a viewer waits for before a new environment can serve.</summary>
    public bool IsColdStart => Name is "wait for environment" or "init environment" or "init" or "start runtime" or "build app" or "start app";

    public long Weight =>
        Name.Length + Scope.Length + StatusMessage.Length + 200 + ResourceWeight + Attributes.Weight
        + Events.Sum(item => 50 + item.Name.Length + item.Attributes.Weight)
        + Links.Sum(item => 100 + item.Attributes.Weight);
}
