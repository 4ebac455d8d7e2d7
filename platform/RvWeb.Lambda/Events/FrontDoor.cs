namespace RvWeb.Lambda.Events;

/// <summary>Who sent an event: it decides what the fields mean and how the answer has to look.</summary>
internal enum FrontDoor
{
    FunctionUrl,
    HttpApi,

    /// <summary>HTTP API with payload format 1.0.</summary>
    HttpApiV1,
    RestApi,
    LoadBalancer,

    /// <summary>A target group with <c>lambda.multi_value_headers.enabled</c>.</summary>
    LoadBalancerMultiValue,
    LatticeV1,
    LatticeV2,
    WebSocketApi,
}
