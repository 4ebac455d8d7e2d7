using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds services that run elsewhere.</summary>
public static class ExternalServiceBuilderExtensions
{
    /// <summary>Adds a service by its address.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="url">An absolute address without query and fragment.</param>
    /// <returns>A builder to configure it.</returns>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, string name, string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
            ? builder.AddExternalService(name, uri)
            : throw new ArgumentException($"'{url}' cannot be the address of the external service '{name}': use an absolute one without ? and #.", nameof(url));

    /// <summary>Adds a service by its address.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="uri">An absolute address without query and fragment.</param>
    /// <returns>A builder to configure it.</returns>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, string name, Uri uri)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ExternalServiceResource(name, uri));
    }

    /// <summary>Adds a service whose address is a parameter.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="urlParameter">The parameter.</param>
    /// <returns>A builder to configure it.</returns>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource> urlParameter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(urlParameter);
        return builder.AddResource(new ExternalServiceResource(name, urlParameter.Resource)).WithReferenceRelationship(urlParameter);
    }

    /// <summary>Calls the service healthy when a GET gives a status.</summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="path">The path, <c>/</c> if not given.</param>
    /// <param name="statusCode">The status, 200 if not given.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<ExternalServiceResource> WithHttpHealthCheck(
        this IResourceBuilder<ExternalServiceResource> builder, string? path = null, int? statusCode = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var service = builder.Resource;
        if (service.Uri is { Scheme: not ("http" or "https") } other)
            throw new DistributedApplicationException($"'{service.Name}' cannot be asked by HTTP for its health: its address is {other}.");
        return builder.WithAnnotation(new HttpHealthCheckAnnotation(
            () => $"{service.Name}_external", (_, cancellation) => service.Address.GetUriAsync(cancellation), path ?? "/", statusCode ?? 200));
    }
}
