using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace RvWeb.ServiceDefaults.Otlp;

internal sealed class OtlpLogger(string category, FunctionTelemetry telemetry, TimeProvider time) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        telemetry.Add(new LogRecord
        {
            Category = category,
            At = time.GetUtcNow(),
            Level = logLevel,
            Message = formatter(state, exception),
            // The state may be used again for the next entry.
            Attributes = state is IEnumerable<KeyValuePair<string, object?>> attributes ? [.. attributes] : [],
            Exception = exception,
            Span = Activity.Current?.Context ?? default,
        });
}
