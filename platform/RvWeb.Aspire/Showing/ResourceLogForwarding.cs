using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RvWeb.Aspire.Showing;

/// <summary>Passes the lines of resources on to the AppHost's own log, if that is wanted: tests read it there.</summary>
internal sealed partial class ResourceLogForwarding(bool isWanted, string applicationName, ILoggerFactory loggers)
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new();

    /// <summary>The category of every resource begins so.</summary>
    public static string Category(string applicationName) => $"{applicationName}.Resources";

    public void Write(string resource, string text, bool isError)
    {
        if (!isWanted)
            return;
        var logger = _loggers.GetOrAdd(resource, name => loggers.CreateLogger($"{Category(applicationName)}.{name}"));
        if (isError)
            Log.Error(logger, text);
        else
            Log.Output(logger, text);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Line}")]
        public static partial void Output(ILogger logger, string line);

        [LoggerMessage(2, LogLevel.Error, "{Line}")]
        public static partial void Error(ILogger logger, string line);
    }
}
