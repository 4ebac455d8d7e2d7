namespace RvWeb.Edge.Viewer;

/// <summary>What the rules read of a viewer's request, free of the connection it came by.</summary>
internal sealed record ViewerRequest
{
    public required string Method { get; init; }

    /// <summary>The raw path, percent-encoding untouched.</summary>
    public required string Path { get; init; }

    /// <summary>The raw query, without <c>?</c>.</summary>
    public string Query { get; init; } = "";

    /// <summary>As they were sent; names in any case.</summary>
    public required HeaderFields Headers { get; init; }

    /// <summary>Over HTTP/2 no header need announce it.</summary>
    public bool HasBody { get; init; }
    public string ClientAddress { get; init; } = "127.0.0.1";
}
