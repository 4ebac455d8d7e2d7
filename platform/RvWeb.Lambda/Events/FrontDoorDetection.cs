namespace RvWeb.Lambda.Events;

/// <summary>Tells the front doors apart by what only one of them sends; test events of consoles often lack the rest.</summary>
internal static class FrontDoorDetection
{
    /// <summary>Null for an event that is no HTTP request.</summary>
    public static FrontDoor? Detect(in EventParts parts)
    {
        if (parts.IsObject(EventField.Elb))
            return parts.IsObject(EventField.MultiValueHeaders) ? FrontDoor.LoadBalancerMultiValue : FrontDoor.LoadBalancer;
        if (parts.Is(EventField.Version, "2.0"u8) && Version2(parts) is { } door)
            return door;
        if (parts.Has(EventField.LatticeRawPath) && parts.Has(EventField.Method))
            return FrontDoor.LatticeV1;
        // A WebSocket API may send it, but empty.
        if (parts.Has(EventField.HttpMethod) && !parts.Is(EventField.HttpMethod, ""u8))
            return Version1(parts);
        return IsWebSocket(parts) ? FrontDoor.WebSocketApi : null;
    }

    /// <summary>VPC Lattice calls its second version 2.0 as well.</summary>
    private static FrontDoor? Version2(in EventParts parts)
    {
        if (parts.IsObject(EventField.Http))
            return IsFunctionUrl(parts) ? FrontDoor.FunctionUrl : FrontDoor.HttpApi;
        return parts.Has(EventField.Method) && parts.Has(EventField.Path) ? FrontDoor.LatticeV2 : null;
    }

    private static FrontDoor? Version1(in EventParts parts)
    {
        if (!parts.Has(EventField.Path))
            return null;
        return parts.Is(EventField.Version, "1.0"u8) ? FrontDoor.HttpApiV1 : FrontDoor.RestApi;
    }

    /// <summary>Without a host, the context tells: its path is decoded, while rawPath of a function URL is not.</summary>
    private static bool IsFunctionUrl(in EventParts parts) => parts.Has(EventField.DomainName)
        ? parts.Json(EventField.DomainName).IndexOf(".lambda-url."u8) >= 0
        : !parts.Has(EventField.HttpPath) || !parts.Json(EventField.HttpPath).SequenceEqual(parts.Json(EventField.RawPath));

    private static bool IsWebSocket(in EventParts parts) =>
        parts.Has(EventField.ConnectionId)
        || parts.Is(EventField.EventType, "CONNECT"u8)
        || parts.Is(EventField.EventType, "MESSAGE"u8)
        || parts.Is(EventField.EventType, "DISCONNECT"u8);
}
