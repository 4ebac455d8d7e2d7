using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where an endpoint really listens in this run.</summary>
public class AllocatedEndpoint
{
    internal AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, int? targetPort = null)
    {
        Endpoint = endpoint;
        Address = address;
        Port = port;
        TargetPort = targetPort ?? port;
    }

    /// <summary>The endpoint's description.</summary>
    public EndpointAnnotation Endpoint { get; }

    /// <summary>The host, for example <c>localhost</c>.</summary>
    public string Address { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The port the process listens on.</summary>
    internal int TargetPort { get; }

    /// <summary>The scheme.</summary>
    public string UriScheme => Endpoint.UriScheme;

    /// <summary>Host and port.</summary>
    public string EndPointString => string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");

    /// <summary>The whole address.</summary>
    public string UriString => $"{UriScheme}://{EndPointString}";

    /// <inheritdoc/>
    public override string ToString() => UriString;
}
