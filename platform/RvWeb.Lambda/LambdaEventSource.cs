namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// The front door a function expects, as AWS's Amazon.Lambda.AspNetCoreServer.Hosting names them. Here it is only a
/// hint: each event says itself what it is.
/// </summary>
public enum LambdaEventSource
{
    /// <summary>API Gateway REST API.</summary>
    RestApi,

    /// <summary>API Gateway HTTP API with payload 2.0, or a function URL.</summary>
    HttpApi,

    /// <summary>Application Load Balancer.</summary>
    ApplicationLoadBalancer,

    /// <summary>API Gateway WebSocket API.</summary>
    WebsocketApi,
}
