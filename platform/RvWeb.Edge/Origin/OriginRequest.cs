using RvWeb.Edge.Failover;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Origin;

/// <summary>What the edge asks an origin.</summary>
internal sealed record OriginRequest
{
    /// <summary>With whatever a function changed of it.</summary>
    public required OriginDefinition Origin { get; init; }
    public required string Method { get; init; }
    public required string PathAndQuery { get; init; }
    public required IHeaderDictionary Headers { get; init; }

    /// <summary>What is asked of another origin if this one fails.</summary>
    public FallbackRequest? Fallback { get; init; }

    /// <summary>Waiting for the first byte is repeated for GET and HEAD only.</summary>
    public bool MayRepeat => Method is "GET" or "HEAD";

    /// <summary>The same in a trace of its own, with another method if need be.</summary>
    public OriginRequest Detached(string method)
    {
        Headers.TraceParent = default;
        Headers.TraceState = default;
        return this with { Method = method, Fallback = Fallback is null ? null : Fallback with { Request = Fallback.Request.Detached(method) } };
    }
}
