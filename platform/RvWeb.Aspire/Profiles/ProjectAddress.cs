using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;

namespace RvWeb.Aspire.Profiles;

/// <summary>An address in a launch profile or in a project's Kestrel configuration, as an endpoint.</summary>
internal static class ProjectAddress
{
    public static EndpointAnnotation Endpoint(string project, string url, Func<BindingAddress, string> name)
    {
        var address = Parse(project, url);
        return new EndpointAnnotation(
            System.Net.Sockets.ProtocolType.Tcp,
            address.Scheme.ToLowerInvariant(),
            name: name(address),
            port: address.Port == 0 ? null : address.Port)
        {
            TargetHost = address.Host,
        };
    }

    /// <summary><c>http</c>, <c>https</c>, then <c>http2</c>…</summary>
    public static string FreeName(IResource resource, string scheme) => Enumerable.Range(1, int.MaxValue)
        .Select(number => number == 1 ? scheme : string.Create(CultureInfo.InvariantCulture, $"{scheme}{number}"))
        .First(name => resource.Annotations.OfType<EndpointAnnotation>().All(endpoint => endpoint.Name != name));

    private static BindingAddress Parse(string project, string url)
    {
        try
        {
            return BindingAddress.Parse(url);
        }
        catch (FormatException failure)
        {
            throw new DistributedApplicationException($"The project '{project}' is to listen on '{url}', which is no address such as http://localhost:5000.", failure);
        }
    }
}
