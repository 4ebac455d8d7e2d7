namespace Aspire.Hosting.ApplicationModel;

/// <summary>GET of a path on an endpoint must give a status.</summary>
internal sealed record HttpHealthCheckAnnotation(EndpointReference Endpoint, string Path, int StatusCode) : IResourceAnnotation
{
    public string Key => $"{Endpoint.Resource.Name}_{Endpoint.EndpointName}_{Path}_{StatusCode}_check";
}
