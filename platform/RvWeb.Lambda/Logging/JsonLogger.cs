using Microsoft.Extensions.Logging;

namespace RvWeb.Lambda.Logging;

internal sealed class JsonLogger(string category, JsonLoggerProvider provider) : ILogger
{
    /// <summary>The logger factory keeps the scopes of all its loggers.</summary>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => provider.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            provider.Write(new JsonLogEntry(logLevel, category, formatter(state, exception), state as IReadOnlyList<KeyValuePair<string, object?>>, exception));
    }
}
