namespace RvWeb.Edge.Origin;

/// <summary>What the edge asks an origin.</summary>
internal sealed record OriginRequest
{
    public required string OriginId { get; init; }
    public required string Method { get; init; }
    public required string PathAndQuery { get; init; }
    public required IHeaderDictionary Headers { get; init; }

    /// <summary>Waiting for the first byte is repeated for GET and HEAD only.</summary>
    public bool MayRepeat => Method is "GET" or "HEAD";
}
