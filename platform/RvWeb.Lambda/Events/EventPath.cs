namespace RvWeb.Lambda.Events;

/// <summary>
/// A request's path: decoded as Kestrel decodes it, and as it stands in a request line. Each front door has its own idea
/// of what is encoded (docs/lambda-events.md).
/// </summary>
internal readonly record struct EventPath(string PathBase, string Path, string RawPath)
{
    public static EventPath Read(in EventParts parts, FrontDoor door) => door switch
    {
        FrontDoor.HttpApi or FrontDoor.HttpApiV1 => WithoutStage(parts, door, Sent(parts, door)),
        FrontDoor.RestApi => Read(parts, door, Sent(parts, door)).BelowStage(parts),
        _ => Read(parts, door, Sent(parts, door)),
    };

    public static EventPath Encoded(string raw)
    {
        if (raw.Contains("%00", StringComparison.Ordinal))
            throw Nul();
        return new EventPath("", RequestPath.Decode(Rooted(raw)), UriText.Escape(Rooted(raw)));
    }

    public static EventPath Decoded(string path) =>
        new("", RequestPath.WithoutDotSegments(Rooted(path)), UriText.Escape(Rooted(path), "%?"));

    private static string Sent(in EventParts parts, FrontDoor door) => door switch
    {
        FrontDoor.FunctionUrl or FrontDoor.HttpApi => parts.Text(EventField.RawPath) ?? parts.Required(EventField.HttpPath),
        FrontDoor.LatticeV1 => WithoutQuery(parts.Required(EventField.LatticeRawPath)),
        FrontDoor.WebSocketApi => Route(parts),
        _ => parts.Required(EventField.Path),
    };

    private static string Rooted(string path)
    {
        if (path.Contains('\0'))
            throw Nul();
        return path.StartsWith('/') ? path : "/" + path;
    }

    /// <summary>Kestrel refuses it, too: it would cut the path short wherever that meets the operating system.</summary>
    private static MalformedEventException Nul() => MalformedEventException.Wrong(EventField.Path, "holds a NUL");

    private static EventPath Read(in EventParts parts, FrontDoor door, string sent) =>
        parts.Memory.Path(sent, door is not FrontDoor.HttpApi and not FrontDoor.WebSocketApi);

    /// <summary>
    /// An HTTP API sends the path with its stage, unless the stage is $default. It comes off first, for a client's dot segments
    /// must not get at it.
    /// </summary>
    private static EventPath WithoutStage(in EventParts parts, FrontDoor door, string sent)
    {
        if (Stage(parts) is not { } stage || !StartsWithSegment(sent, stage))
            return Read(parts, door, sent);
        var below = Read(parts, door, parts.Memory.Strings.Get(sent.AsSpan(stage.Length)));
        return below with { PathBase = stage, RawPath = sent.Length == stage.Length ? stage : parts.Memory.Strings.Join(stage, below.RawPath) };
    }

    /// <summary>A REST API sends the path without its stage, and in the context with it; below a domain of your own neither has it.</summary>
    private EventPath BelowStage(in EventParts parts) =>
        Stage(parts) is { } stage && parts.Text(EventField.ContextPath) is { } whole
            && StartsWithSegment(whole, stage) && whole != parts.Text(EventField.Path)
            ? this with { PathBase = stage, RawPath = parts.Memory.Strings.Join(stage, RawPath) }
            : this;

    private static string? Stage(in EventParts parts) =>
        parts.Text(EventField.Stage) is { Length: > 0 } stage and not "$default" ? parts.Memory.Strings.Join("/", stage) : null;

    private static bool StartsWithSegment(string path, string segment) =>
        path.StartsWith(segment, StringComparison.Ordinal) && (path.Length == segment.Length || path[segment.Length] == '/');

    private static string WithoutQuery(string raw) => raw.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? raw[..at] : raw;

    /// <summary>What a client connects, sends and ends with has a route key instead of a path.</summary>
    private static string Route(in EventParts parts)
    {
        if (parts.Text(EventField.RouteKey) is { Length: > 0 } key)
            return key;
        if (parts.Is(EventField.EventType, "CONNECT"u8))
            return "$connect";
        return parts.Is(EventField.EventType, "DISCONNECT"u8) ? "$disconnect" : "$default";
    }
}
