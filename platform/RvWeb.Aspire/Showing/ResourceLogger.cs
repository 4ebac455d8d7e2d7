using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;
using RvWeb.Processes;

namespace RvWeb.Aspire.Showing;

/// <summary>Writes what a command logs to the console of its resource.</summary>
internal sealed class ResourceLogger(IResource resource, ResourceConsole console) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and not LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            console.Write(resource, new OutputLine(formatter(state, exception), IsError: logLevel >= LogLevel.Warning));
    }
}
