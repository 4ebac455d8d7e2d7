using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// An endpoint a resource listens on. The process itself listens on the public port, unless a proxy was asked for: by
/// <see cref="IsProxied"/>, by a target port that differs from the port, or by replicas.
/// </summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private int? _port;
    private int? _targetPort;
    private bool? _isProxied;

    /// <summary>Describes an endpoint.</summary>
    /// <param name="protocol">TCP, as a rule.</param>
    /// <param name="uriScheme">Scheme of its address; that of the protocol if not given.</param>
    /// <param name="transport">What is spoken, for example <c>http</c>.</param>
    /// <param name="name">Its name; the scheme if not given.</param>
    /// <param name="port">The wanted port; a free one if not given or taken.</param>
    /// <param name="targetPort">The port the process listens on.</param>
    /// <param name="isExternal">Whether it is meant for others than the application's own resources.</param>
    /// <param name="isProxied">Whether a proxy listens on the port and passes on to the process.</param>
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
        (_port, _targetPort, _isProxied) = (port, targetPort, isProxied);
        IsExternal = isExternal ?? false;
    }

    /// <summary>TCP, as a rule.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>Unique in its resource.</summary>
    public string Name { get; set; }

    /// <summary>The wanted port; a free one if null or taken.</summary>
    public int? Port
    {
        get => _port ?? (IsProxied ? null : _targetPort);
        set => _port = value;
    }

    /// <summary>The port the process listens on; the same as <see cref="Port"/> without a proxy, else a free one if null.</summary>
    public int? TargetPort
    {
        get => _targetPort ?? (IsProxied ? null : _port);
        set => _targetPort = value;
    }

    /// <summary>Scheme of its address.</summary>
    public string UriScheme { get; set; }

    /// <summary>What is spoken.</summary>
    public string Transport { get; set; }

    /// <summary>Host the process listens on.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary>Whether it is meant for others than the application's own resources.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether a proxy listens on the port and passes on to the process; if nothing was said, only if the two ports differ.</summary>
    public bool IsProxied
    {
        get => _isProxied ?? (_port is { } port && _targetPort is { } target && port != target);
        set => _isProxied = value;
    }

    /// <summary>Whether resources that refer to all endpoints are not told this one.</summary>
    public bool ExcludeReferenceEndpoint { get; set; }

    /// <summary>Where it listens in this run; null before the start.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }

    /// <summary>Whether somebody decided that there be no proxy.</summary>
    internal bool IsNeverProxied => _isProxied == false;
}
