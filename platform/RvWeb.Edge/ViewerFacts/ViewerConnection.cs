namespace RvWeb.Edge.ViewerFacts;

/// <summary>What the edge knows of a viewer beyond the request's own text.</summary>
internal sealed class ViewerConnection
{
    public required HeaderFields Headers { get; init; }

    /// <summary>As the origin is told: http or https.</summary>
    public required string Protocol { get; init; }

    /// <summary>Like HTTP/1.1.</summary>
    public required string HttpVersion { get; init; }

    public required string Address { get; init; }

    public required int Port { get; init; }

    /// <summary>Version, cipher and handshake of a TLS connection; null on plain HTTP.</summary>
    public string? Tls { get; init; }

    /// <summary>Looked at once, for several headers ask.</summary>
    public Device Device => field ??= Device.Of(Headers.UserAgent.ToString());
}
