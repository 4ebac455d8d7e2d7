using Microsoft.Extensions.Logging;
using RvWeb.Lambda.RuntimeApi;

namespace RvWeb.Lambda.Logging;

/// <summary>That logs are JSON, which of them are written and where, and which invocation runs.</summary>
/// <param name="minimum">Entries below are not written; null if only the app's own configuration counts.</param>
/// <param name="concurrency">How many invocations run at once.</param>
internal sealed class JsonLogs(LogLevel? minimum, int concurrency)
{
    private readonly AsyncLocal<LogOrigin?>? _flowing = concurrency > 1 ? new() : null;
    private LogOrigin? _only;

    public LogLevel? Minimum => minimum;

    public Stream Output { get; init; } = Console.OpenStandardOutput();

    /// <summary>The running invocation; null outside one.</summary>
    public LogOrigin? Origin => _flowing is null ? _only : _flowing.Value;

    /// <exception cref="InvalidOperationException">A variable has a value that means nothing.</exception>
    public static JsonLogs? Read(string? format, string? level, int concurrency)
    {
        var minimum = LambdaLogLevel.Parse(level);
        return format?.ToUpperInvariant() switch
        {
            null or "" or "TEXT" => null,
            "JSON" => new JsonLogs(minimum, concurrency),
            _ => throw new InvalidOperationException($"AWS_LAMBDA_LOG_FORMAT is '{format}' but must be JSON or Text."),
        };
    }

    public void Begin(Invocation invocation)
    {
        var origin = new LogOrigin(invocation.RequestId, invocation.TraceId, invocation.TenantId);
        if (_flowing is null)
            _only = origin;
        else
            _flowing.Value = origin;
    }

    /// <summary>What flows ends with the loop's execution context.</summary>
    public void End() => _only = null;
}
