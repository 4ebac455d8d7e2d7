namespace RvWeb.Emulator.Output;

/// <summary>A function's <c>LoggingConfig</c>. Source: docs.aws.amazon.com/lambda/latest/api/API_LoggingConfig.html.</summary>
internal sealed record LogOptions
{
    public LogFormat Format { get; init; }

    /// <summary>Told to the function, which filters its own lines; in JSON format only.</summary>
    public string ApplicationLevel { get; init; } = "INFO";

    /// <summary>Of the platform's own records, in JSON format only.</summary>
    public SystemLogLevel SystemLevel { get; init; } = SystemLogLevel.Info;
}
