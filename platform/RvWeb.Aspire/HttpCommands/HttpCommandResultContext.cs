namespace Aspire.Hosting.ApplicationModel;

/// <summary>What an HTTP command was answered.</summary>
public sealed class HttpCommandResultContext
{
    /// <summary>Services of the AppHost.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The resource.</summary>
    public required string ResourceName { get; init; }

    /// <summary>The endpoint that is asked.</summary>
    public required EndpointReference Endpoint { get; init; }

    /// <summary>The client that asks.</summary>
    public required HttpClient HttpClient { get; init; }

    /// <summary>The answer.</summary>
    public required HttpResponseMessage Response { get; init; }

    /// <summary>The caller has gone, or the AppHost stops.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
