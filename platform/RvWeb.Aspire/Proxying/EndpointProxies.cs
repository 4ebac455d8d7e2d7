using System.Globalization;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Replicas;

namespace RvWeb.Aspire.Proxying;

/// <summary>The proxies in front of the endpoints that want one.</summary>
internal sealed class EndpointProxies : IAsyncDisposable
{
    private readonly List<PortForwarder> _forwarders = [];

    public void Start(IEnumerable<IResource> resources)
    {
        foreach (var resource in resources)
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.IsProxied))
                _forwarders.Add(Forward(resource, endpoint));
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_forwarders.Select(forwarder => forwarder.DisposeAsync().AsTask()));
        _forwarders.Clear();
    }

    private static PortForwarder Forward(IResource resource, EndpointAnnotation endpoint)
    {
        var port = endpoint.AllocatedEndpoint!.Port;
        try
        {
            return new PortForwarder(port, Targets(resource, endpoint));
        }
        catch (SocketException failure)
        {
            throw new DistributedApplicationException(
                string.Create(CultureInfo.InvariantCulture, $"The proxy of '{resource.Name}' cannot listen on port {port}: {failure.Message}"), failure);
        }
    }

    private static List<int> Targets(IResource resource, EndpointAnnotation endpoint) =>
        resource.Annotations.OfType<ReplicaSetAnnotation>().FirstOrDefault() is { } set
            ? [.. set.Replicas.Select(replica => new EndpointReference(replica, endpoint.Name).Port)]
            : [endpoint.AllocatedEndpoint!.TargetPort];
}
