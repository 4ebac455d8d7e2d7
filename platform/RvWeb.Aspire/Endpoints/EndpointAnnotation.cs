using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint a resource listens on. The process itself listens on the public port: there is no proxy in front.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    /// <summary>Describes an endpoint.</summary>
    /// <param name="protocol">TCP, as a rule.</param>
    /// <param name="uriScheme">Scheme of its address; that of the protocol if not given.</param>
    /// <param name="transport">What is spoken, for example <c>http</c>.</param>
    /// <param name="name">Its name; the scheme if not given.</param>
    /// <param name="port">The wanted port; a free one if not given or taken.</param>
    /// <param name="targetPort">The port the process listens on; must not differ from <paramref name="port"/>.</param>
    /// <param name="isExternal">Whether it is meant for others than the application's own resources.</param>
    /// <param name="isProxied">Must not be true.</param>
    /// <exception cref="DistributedApplicationException">A proxy would be needed.</exception>
    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? protocol.ToString().ToLowerInvariant();
        Transport = transport ?? (UriScheme is "http" or "https" ? "http" : UriScheme);
        Name = name ?? UriScheme;
        if (isProxied == true || (port is not null && targetPort is not null && port != targetPort))
            throw new DistributedApplicationException($"Endpoint '{Name}' asks for a proxy, which is not offered: leave out isProxied, and targetPort or port.");
        Port = port ?? targetPort;
        IsExternal = isExternal ?? false;
    }

    /// <summary>TCP, as a rule.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>Unique in its resource.</summary>
    public string Name { get; set; }

    /// <summary>The wanted port; a free one if null or taken.</summary>
    public int? Port { get; set; }

    /// <summary>Scheme of its address.</summary>
    public string UriScheme { get; set; }

    /// <summary>What is spoken.</summary>
    public string Transport { get; set; }

    /// <summary>Host of its address.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary>Whether it is meant for others than the application's own resources.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Where it listens in this run; null before the start.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }
}
