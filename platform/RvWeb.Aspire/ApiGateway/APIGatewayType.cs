namespace Aspire.Hosting.AWS.Lambda;

/// <summary>Which kind of API is emulated: it decides what the function is sent.</summary>
public enum APIGatewayType
{
    /// <summary>A REST API.</summary>
    Rest,

    /// <summary>An HTTP API with payload format 1.0.</summary>
    HttpV1,

    /// <summary>An HTTP API with payload format 2.0.</summary>
    HttpV2,
}
