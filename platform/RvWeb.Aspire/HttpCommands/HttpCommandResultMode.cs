namespace Aspire.Hosting.ApplicationModel;

/// <summary>What of the answer to an HTTP command is shown.</summary>
public enum HttpCommandResultMode
{
    /// <summary>Nothing but whether it worked.</summary>
    None,

    /// <summary>The body, as JSON or text by its content type.</summary>
    Auto,

    /// <summary>The body as JSON.</summary>
    Json,

    /// <summary>The body as text.</summary>
    Text,
}
