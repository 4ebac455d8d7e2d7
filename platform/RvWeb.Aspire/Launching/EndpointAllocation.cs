using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Replicas;

namespace RvWeb.Aspire.Launching;

/// <summary>Gives every endpoint its ports in this run: the public one, and behind a proxy that of the process.</summary>
internal static class EndpointAllocation
{
    private static readonly string[] EveryAddress = ["*", "+", "0.0.0.0", "[::]"];

    /// <param name="resources">Their endpoints get ports.</param>
    /// <param name="ports">Gives them.</param>
    /// <param name="isRandom">Public ports are not those that were asked for, so that several runs do not meet.</param>
    public static void Allocate(IEnumerable<IResource> resources, PortAllocator ports, bool isRandom)
    {
        foreach (var resource in resources)
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                Check(resource, endpoint);
                var host = EveryAddress.Contains(endpoint.TargetHost) ? "localhost" : endpoint.TargetHost;
                var hasTarget = endpoint.IsProxied && !resource.Annotations.OfType<ReplicaSetAnnotation>().Any();
                endpoint.AllocatedEndpoint = new AllocatedEndpoint(
                    endpoint, host, ports.Allocate(isRandom ? null : endpoint.Port), hasTarget ? ports.Allocate(endpoint.TargetPort) : null);
            }
    }

    private static void Check(IResource resource, EndpointAnnotation endpoint)
    {
        var isSame = endpoint.Port is not null && endpoint.Port == endpoint.TargetPort;
        if (endpoint.IsProxied && isSame)
            throw Refused("is proxied, but port and targetPort are both", "leave out isProxied or give another targetPort");
        if (endpoint.IsNeverProxied && endpoint.Port is not null && !isSame)
            throw Refused("is not proxied, but its targetPort differs from", "leave out isProxied or targetPort");

        DistributedApplicationException Refused(string what, string advice) => new(
            string.Create(CultureInfo.InvariantCulture, $"The endpoint '{endpoint.Name}' of '{resource.Name}' {what} {endpoint.Port}: {advice}."));
    }
}
