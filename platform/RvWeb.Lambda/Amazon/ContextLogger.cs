using System.Diagnostics.CodeAnalysis;
using Amazon.Lambda.Core;
using Microsoft.Extensions.Logging;
using Level = Microsoft.Extensions.Logging.LogLevel;

namespace RvWeb.Lambda.Amazon;

/// <summary>Passes on to the app's own log, whose format and filters apply.</summary>
internal sealed class ContextLogger(ILogger logger) : ILambdaLogger
{
    public void Log(string message) => Write(Level.Information, null, message);

    public void LogLine(string message) => Write(Level.Information, null, message);

    public void Log(string level, string message) => Write(Parse(level), null, message);

    public void Log(string level, string message, params object[] args) => Write(Parse(level), null, message, args);

    public void Log(string level, Exception exception, string message, params object[] args) => Write(Parse(level), exception, message, args);

    [SuppressMessage("Usage", "CA2254", Justification = "The template is the caller's.")]
    [SuppressMessage("Performance", "CA1848", Justification = "The template is not known when this is compiled.")]
    private void Write(Level level, Exception? exception, string message, params object[] args) =>
        logger.Log(level, exception, message, args);

    /// <summary>AWS's names, in any case; what is none of them is information.</summary>
    private static Level Parse(string level) => Enum.TryParse<Level>(level, ignoreCase: true, out var parsed) ? parsed : Level.Information;
}
