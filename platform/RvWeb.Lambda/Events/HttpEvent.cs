using System.Net;
using Microsoft.AspNetCore.Http;

namespace RvWeb.Lambda.Events;

/// <summary>The HTTP request that an event carries, the same whichever front door sent it.</summary>
internal sealed record HttpEvent
{
    public required FrontDoor FrontDoor { get; init; }
    public required string Method { get; init; }
    public required EventPath Path { get; init; }

    /// <summary>With the question mark, or empty.</summary>
    public required string QueryString { get; init; }
    public required string Protocol { get; init; }
    public required string Scheme { get; init; }
    public required IHeaderDictionary Headers { get; init; }
    public required ArraySegment<byte> Body { get; init; }
    public IPEndPoint? Client { get; init; }
    public required int LocalPort { get; init; }

    /// <summary>Of a WebSocket: the id by which it can be written to.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>What an authorizer found out, as JSON; copied, because the event's own bytes end with the invocation.</summary>
    public byte[]? Authorizer { get; init; }

    /// <summary>Who signed the request (IAM), as JSON; null if nobody did.</summary>
    public byte[]? Signer { get; init; }
}
