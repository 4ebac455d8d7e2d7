using RvWeb.Dashboard.Traces;

namespace RvWeb.Dashboard.Invocations;

/// <summary>One invocation of a function, as the Lambda service's <c>invoke</c> span tells it; null where it does not.</summary>
internal sealed record Invocation
{
    public required Span Span { get; init; }
    public required string Function { get; init; }

    /// <summary>It waited for an init.</summary>
    public required bool IsCold { get; init; }

    /// <summary>How long the caller waited.</summary>
    public TimeSpan Total => Span.Duration;

    public TimeSpan? Init { get; init; }

    /// <summary>Event handed over to answer.</summary>
    public TimeSpan? Duration { get; init; }
    public TimeSpan? Billed { get; init; }
    public string? PeakMemory { get; init; }
    public string? Memory { get; init; }

    /// <summary><c>ok</c>, or the type of the error.</summary>
    public required string Status { get; init; }

    /// <returns>Null if the span is no invocation.</returns>
    public static Invocation? Of(Span span) => span.Attributes.Text("faas.invoked_name") is not { } function ? null : new Invocation
    {
        Span = span,
        Function = function,
        IsCold = span.Attributes.IsTrue("faas.coldstart"),
        Init = span.Attributes.Milliseconds("aws.lambda.init_duration_ms"),
        Duration = span.Attributes.Milliseconds("aws.lambda.duration_ms"),
        Billed = span.Attributes.Milliseconds("aws.lambda.billed_duration_ms"),
        PeakMemory = span.Attributes.Text("aws.lambda.max_memory_used_mb"),
        Memory = span.Attributes.Text("aws.lambda.memory_size_mb"),
        Status = !span.IsError ? "ok" : span.Attributes.Text("error.type") ?? (span.StatusMessage.Length > 0 ? span.StatusMessage : "error"),
    };
}
