namespace RvWeb.Lambda.Events;

/// <summary>The fields that matter, whichever event they stand in; <see cref="EventFields"/> says where.</summary>
internal enum EventField
{
    None,
    Version,
    HttpMethod,
    Method,
    Path,
    RawPath,
    LatticeRawPath,
    RawQueryString,
    Headers,
    MultiValueHeaders,
    Query,
    MultiValueQuery,
    Cookies,
    Body,
    IsBase64,
    RequestContext,
    Elb,
    Http,
    Identity,
    Authorizer,
    DomainName,
    ContextPath,
    Stage,
    ContextProtocol,
    ConnectionId,
    EventType,
    RouteKey,
    ContextMethod,
    HttpPath,
    HttpProtocol,
    HttpSourceIp,
    SourceIp,
    UserArn,
    Principal,

    /// <summary>How many there are.</summary>
    Count,
}
