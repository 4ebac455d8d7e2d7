namespace Amazon.Lambda.Core;

/// <summary>How severe a message to <see cref="ILambdaLogger"/> is; same values as <c>Microsoft.Extensions.Logging.LogLevel</c>.</summary>
public enum LogLevel
{
    /// <summary>Every step.</summary>
    Trace,

    /// <summary>For developers.</summary>
    Debug,

    /// <summary>The usual course.</summary>
    Information,

    /// <summary>Unusual, but the invocation goes on.</summary>
    Warning,

    /// <summary>The invocation fails.</summary>
    Error,

    /// <summary>The function fails.</summary>
    Critical,
}
