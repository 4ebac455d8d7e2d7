using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Replicas;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Calls the resource healthy when a GET gives a status: every 100 ms until the first time, then now and then.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="path">The path, <c>/</c> if not given.</param>
    /// <param name="statusCode">The status, 200 if not given.</param>
    /// <param name="endpointName">The endpoint; <c>http</c> if not given, or <c>https</c> if there is no such.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints => builder.Ask(() => builder.HttpEndpoint(endpointName), path, statusCode);

    /// <summary>Calls the resource healthy when a GET gives a status.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="endpointSelector">Gives the endpoint when the application starts; as without this argument if null.</param>
    /// <param name="path">The path, <c>/</c> if not given.</param>
    /// <param name="statusCode">The status, 200 if not given.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null)
        where T : IResourceWithEndpoints => builder.Ask(endpointSelector ?? (() => builder.HttpEndpoint(name: null)), path, statusCode);

    /// <summary>Calls the resource healthy when a health check among the AppHost's services says so.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="key">The name it was added under, with <c>builder.Services.AddHealthChecks()</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="DistributedApplicationException">The resource has it already.</exception>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(check => check.Key == key))
            throw new DistributedApplicationException($"The resource '{builder.Resource.Name}' has the health check '{key}' already: leave out one of them.");
        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    private static IResourceBuilder<T> Ask<T>(this IResourceBuilder<T> builder, Func<EndpointReference> select, string? path, int? statusCode)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new HttpHealthCheckAnnotation(
            () => $"{select().Resource.Name}_{select().EndpointName}",
            (resource, _) => ValueTask.FromResult(new Uri(ReplicaResource.Own(select(), resource).Url)),
            path ?? "/",
            statusCode ?? 200));
    }

    private static EndpointReference HttpEndpoint<T>(this IResourceBuilder<T> builder, string? name)
        where T : IResourceWithEndpoints
    {
        var plain = builder.GetEndpoint("http");
        var secure = builder.GetEndpoint("https");
        return name is not null ? builder.GetEndpoint(name) : plain.Exists || !secure.Exists ? plain : secure;
    }
}
