using System.Net;
using Microsoft.AspNetCore.Http;

namespace RvWeb.Lambda.Events;

/// <summary>The HTTP request that an event carries, the same whichever front door sent it. Valid until its reader reads the next.</summary>
internal readonly record struct HttpEvent
{
    public required FrontDoor FrontDoor { get; init; }
    public required string Method { get; init; }
    public required EventPath Path { get; init; }

    /// <summary>With the question mark, or empty.</summary>
    public required string QueryString { get; init; }
    public required string Protocol { get; init; }
    public required string Scheme { get; init; }
    public required HeaderDictionary Headers { get; init; }
    public required ReadOnlyMemory<byte> Body { get; init; }
    public IPEndPoint? Client { get; init; }
    public required int LocalPort { get; init; }

    /// <summary>Of a WebSocket: the id by which it can be written to.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>What an authorizer found out, as JSON; empty if there was none.</summary>
    public ReadOnlyMemory<byte> Authorizer { get; init; }

    /// <summary>Who signed the request (IAM), as JSON; empty if nobody did.</summary>
    public ReadOnlyMemory<byte> Signer { get; init; }
}
