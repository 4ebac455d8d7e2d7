namespace RvWeb.Lambda.Events;

/// <summary>Where the fields stand in the JSON. No two events use one name for two things in the same place.</summary>
internal static class EventFields
{
    /// <param name="parent">The object around it; <see cref="EventField.None"/> for the event itself.</param>
    /// <param name="name">The property's name.</param>
    public static EventField Find(EventField parent, ReadOnlySpan<char> name) => parent switch
    {
        EventField.None => InEvent(name),
        EventField.RequestContext => InContext(name),
        EventField.Http => InHttp(name),
        EventField.Identity => InIdentity(name),
        _ => EventField.None,
    };

    /// <summary>The field's path, for messages.</summary>
    public static string PathOf(EventField field) => field switch
    {
        EventField.LatticeRawPath => "raw_path",
        EventField.Query => "queryStringParameters",
        EventField.MultiValueQuery => "multiValueQueryStringParameters",
        EventField.IsBase64 => "isBase64Encoded",
        EventField.Elb or EventField.Http or EventField.Identity or EventField.Authorizer or EventField.DomainName or EventField.Stage
            or EventField.ConnectionId or EventField.EventType or EventField.RouteKey => "requestContext." + Camel(field.ToString()),
        EventField.ContextPath or EventField.ContextProtocol => "requestContext." + Camel(field.ToString()["Context".Length..]),
        EventField.ContextMethod => "requestContext.http.method",
        EventField.HttpPath or EventField.HttpProtocol or EventField.HttpSourceIp =>
            "requestContext.http." + Camel(field.ToString()["Http".Length..]),
        EventField.SourceIp or EventField.UserArn or EventField.Principal => "requestContext.identity." + Camel(field.ToString()),
        _ => Camel(field.ToString()),
    };

    private static EventField InEvent(ReadOnlySpan<char> name) => name switch
    {
        "version" => EventField.Version,
        "httpMethod" => EventField.HttpMethod,
        "method" => EventField.Method,
        "path" => EventField.Path,
        "rawPath" => EventField.RawPath,
        "raw_path" => EventField.LatticeRawPath,
        "rawQueryString" => EventField.RawQueryString,
        "headers" => EventField.Headers,
        "multiValueHeaders" => EventField.MultiValueHeaders,
        "queryStringParameters" or "query_string_parameters" => EventField.Query,
        "multiValueQueryStringParameters" => EventField.MultiValueQuery,
        "cookies" => EventField.Cookies,
        "body" => EventField.Body,
        "isBase64Encoded" or "is_base64_encoded" => EventField.IsBase64,
        "requestContext" => EventField.RequestContext,
        _ => EventField.None,
    };

    private static EventField InContext(ReadOnlySpan<char> name) => name switch
    {
        "elb" => EventField.Elb,
        "http" => EventField.Http,
        "identity" => EventField.Identity,
        "authorizer" => EventField.Authorizer,
        "domainName" => EventField.DomainName,
        "path" => EventField.ContextPath,
        "stage" => EventField.Stage,
        "protocol" => EventField.ContextProtocol,
        "connectionId" => EventField.ConnectionId,
        "eventType" => EventField.EventType,
        "routeKey" => EventField.RouteKey,
        _ => EventField.None,
    };

    private static EventField InHttp(ReadOnlySpan<char> name) => name switch
    {
        "method" => EventField.ContextMethod,
        "path" => EventField.HttpPath,
        "protocol" => EventField.HttpProtocol,
        "sourceIp" => EventField.HttpSourceIp,
        _ => EventField.None,
    };

    private static EventField InIdentity(ReadOnlySpan<char> name) => name switch
    {
        "sourceIp" => EventField.SourceIp,
        "userArn" => EventField.UserArn,
        "principal" => EventField.Principal,
        _ => EventField.None,
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
