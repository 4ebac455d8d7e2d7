using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RvWeb.Tests.Lambda.Amazon;

/// <summary>Keeps what is logged: level, message, exception.</summary>
internal sealed class QueueLoggerProvider(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception?.GetType().Name}".TrimEnd());

    public void Dispose()
    {
    }
}
