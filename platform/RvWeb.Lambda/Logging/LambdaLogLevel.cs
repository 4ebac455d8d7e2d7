using Microsoft.Extensions.Logging;

namespace RvWeb.Lambda.Logging;

/// <summary>The words Lambda's own filter knows: docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html.</summary>
internal static class LambdaLogLevel
{
    /// <summary>The level of <c>AWS_LAMBDA_LOG_LEVEL</c>, null if it is not set.</summary>
    /// <exception cref="InvalidOperationException">It is none of these words.</exception>
    public static LogLevel? Parse(string? word) => word?.ToUpperInvariant() switch
    {
        null or "" => null,
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFO" => LogLevel.Information,
        "WARN" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" => LogLevel.Critical,
        _ => throw new InvalidOperationException(
            $"AWS_LAMBDA_LOG_LEVEL is '{word}' but must be TRACE, DEBUG, INFO, WARN, ERROR or FATAL."),
    };

    public static ReadOnlySpan<byte> Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE"u8,
        LogLevel.Debug => "DEBUG"u8,
        LogLevel.Information => "INFO"u8,
        LogLevel.Warning => "WARN"u8,
        LogLevel.Error => "ERROR"u8,
        _ => "FATAL"u8,
    };
}
