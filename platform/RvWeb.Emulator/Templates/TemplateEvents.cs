namespace RvWeb.Emulator.Templates;

/// <summary>An AWS::Lambda::EventInvokeConfig.</summary>
internal sealed record TemplateEvents
{
    public int? MaximumRetryAttempts { get; init; }

    public int? MaximumAgeSeconds { get; init; }

    /// <summary>A function's name, or an ARN of something else.</summary>
    public string? OnSuccess { get; init; }

    /// <inheritdoc cref="OnSuccess"/>
    public string? OnFailure { get; init; }
}
