namespace Amazon.Lambda.AspNetCoreServer;

/// <summary>How a response's body travels in the JSON that answers an event.</summary>
public enum ResponseContentEncoding
{
    /// <summary>By its content: as text if it is valid UTF-8, else as base64.</summary>
    Default,

    /// <summary>Always as base64.</summary>
    Base64,
}
