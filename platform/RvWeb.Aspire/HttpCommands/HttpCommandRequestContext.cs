namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is about to be asked by an HTTP command.</summary>
public sealed class HttpCommandRequestContext
{
    /// <summary>Services of the AppHost.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The resource.</summary>
    public required string ResourceName { get; init; }

    /// <summary>The endpoint that is asked.</summary>
    public required EndpointReference Endpoint { get; init; }

    /// <summary>The client that asks.</summary>
    public required HttpClient HttpClient { get; init; }

    /// <summary>The request; may be changed.</summary>
    public required HttpRequestMessage Request { get; init; }

    /// <summary>The caller has gone, or the AppHost stops.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
