using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.Urls;

/// <summary>The addresses the dashboard shows for a resource.</summary>
internal static class ResourceUrls
{
    public static async Task<IReadOnlyList<UrlSnapshot>> EvaluateAsync(
        IResource resource, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        var context = new ResourceUrlsCallbackContext(execution, resource, [.. Endpoints(resource), .. Fixed(resource)], cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>())
            await annotation.Callback(context);
        return [.. context.Urls.OrderByDescending(url => url.DisplayOrder ?? 0).Select(Snapshot)];
    }

    private static IEnumerable<ResourceUrlAnnotation> Endpoints(IResource resource) => resource is not IResourceWithEndpoints owner ? [] :
        resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => new EndpointReference(owner, endpoint))
            .Select(endpoint => new ResourceUrlAnnotation { Url = endpoint.Url, Endpoint = endpoint });

    // Copies: a callback may change them, and the application may start again.
    private static IEnumerable<ResourceUrlAnnotation> Fixed(IResource resource) => resource.Annotations.OfType<ResourceUrlAnnotation>()
        .Select(url => new ResourceUrlAnnotation
        {
            Url = url.Url,
            DisplayText = url.DisplayText,
            DisplayOrder = url.DisplayOrder,
            DisplayLocation = url.DisplayLocation,
            Endpoint = url.Endpoint,
        });

    private static UrlSnapshot Snapshot(ResourceUrlAnnotation url) =>
        new(url.Endpoint?.EndpointName, Absolute(url), url.DisplayLocation == UrlDisplayLocation.DetailsOnly)
        {
            DisplayProperties = new UrlDisplayPropertiesSnapshot(url.DisplayText ?? "", url.DisplayOrder ?? 0),
        };

    // On Unix "/path" would be the absolute address of a file.
    private static string Absolute(ResourceUrlAnnotation url) =>
        url.Endpoint is { IsAllocated: true } endpoint && (url.Url.StartsWith('/') || !Uri.IsWellFormedUriString(url.Url, UriKind.Absolute))
            ? new Uri(new Uri(endpoint.Url), url.Url).ToString() : url.Url;
}
