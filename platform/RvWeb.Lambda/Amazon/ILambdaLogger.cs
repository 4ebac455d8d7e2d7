namespace Amazon.Lambda.Core;

/// <summary>Writes to the function's log. An implementation needs only <see cref="Log(string)"/> and <see cref="LogLine"/>.</summary>
public interface ILambdaLogger
{
    /// <summary>Writes a message as information.</summary>
    void Log(string message);

    /// <summary>Writes a message as information.</summary>
    void LogLine(string message);

    /// <summary>Writes a message of the level that is named, such as <c>Warning</c>.</summary>
    void Log(string level, string message) => LogLine(message);

    /// <summary>Writes a message.</summary>
    void Log(LogLevel level, string message) => Log(level.ToString(), message);

    /// <summary>Writes a message template such as <c>Order {Id}</c> with its values.</summary>
    void Log(string level, string message, params object[] args) => Log(level, message);

    /// <summary>Writes an exception, and a message template with its values.</summary>
    void Log(string level, Exception exception, string message, params object[] args) => Log(level, $"{message}\n{exception}");

    /// <summary>Writes a message template with its values.</summary>
    void Log(LogLevel level, string message, params object[] args) => Log(level.ToString(), message, args);

    /// <summary>Writes an exception, and a message template with its values.</summary>
    void Log(LogLevel level, Exception exception, string message, params object[] args) => Log(level.ToString(), exception, message, args);

    /// <inheritdoc cref="Log(LogLevel, string)"/>
    void LogTrace(string message) => Log(LogLevel.Trace, message);

    /// <inheritdoc cref="Log(LogLevel, string, object[])"/>
    void LogTrace(string message, params object[] args) => Log(LogLevel.Trace, message, args);

    /// <inheritdoc cref="Log(LogLevel, Exception, string, object[])"/>
    void LogTrace(Exception exception, string message, params object[] args) => Log(LogLevel.Trace, exception, message, args);

    /// <inheritdoc cref="Log(LogLevel, string)"/>
    void LogDebug(string message) => Log(LogLevel.Debug, message);

    /// <inheritdoc cref="Log(LogLevel, string, object[])"/>
    void LogDebug(string message, params object[] args) => Log(LogLevel.Debug, message, args);

    /// <inheritdoc cref="Log(LogLevel, Exception, string, object[])"/>
    void LogDebug(Exception exception, string message, params object[] args) => Log(LogLevel.Debug, exception, message, args);

    /// <inheritdoc cref="Log(LogLevel, string)"/>
    void LogInformation(string message) => Log(LogLevel.Information, message);

    /// <inheritdoc cref="Log(LogLevel, string, object[])"/>
    void LogInformation(string message, params object[] args) => Log(LogLevel.Information, message, args);

    /// <inheritdoc cref="Log(LogLevel, Exception, string, object[])"/>
    void LogInformation(Exception exception, string message, params object[] args) => Log(LogLevel.Information, exception, message, args);

    /// <inheritdoc cref="Log(LogLevel, string)"/>
    void LogWarning(string message) => Log(LogLevel.Warning, message);

    /// <inheritdoc cref="Log(LogLevel, string, object[])"/>
    void LogWarning(string message, params object[] args) => Log(LogLevel.Warning, message, args);

    /// <inheritdoc cref="Log(LogLevel, Exception, string, object[])"/>
    void LogWarning(Exception exception, string message, params object[] args) => Log(LogLevel.Warning, exception, message, args);

    /// <inheritdoc cref="Log(LogLevel, string)"/>
    void LogError(string message) => Log(LogLevel.Error, message);

    /// <inheritdoc cref="Log(LogLevel, string, object[])"/>
    void LogError(string message, params object[] args) => Log(LogLevel.Error, message, args);

    /// <inheritdoc cref="Log(LogLevel, Exception, string, object[])"/>
    void LogError(Exception exception, string message, params object[] args) => Log(LogLevel.Error, exception, message, args);

    /// <inheritdoc cref="Log(LogLevel, string)"/>
    void LogCritical(string message) => Log(LogLevel.Critical, message);

    /// <inheritdoc cref="Log(LogLevel, string, object[])"/>
    void LogCritical(string message, params object[] args) => Log(LogLevel.Critical, message, args);

    /// <inheritdoc cref="Log(LogLevel, Exception, string, object[])"/>
    void LogCritical(Exception exception, string message, params object[] args) => Log(LogLevel.Critical, exception, message, args);
}
