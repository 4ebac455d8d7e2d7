using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.References;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Tells the resource the addresses of another, as .NET's service discovery reads them (<c>services__NAME__SCHEME__0</c>)
    /// and as <c>NAME_ENDPOINT</c>.</summary>
    /// <typeparam name="TDestination">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="source">The other resource.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        builder.Endpoints(source.Resource, alias: null).AddAll();
        return builder;
    }

    /// <summary>Tells the resource the addresses of another under a name of its own.</summary>
    /// <typeparam name="TDestination">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="source">The other resource.</param>
    /// <param name="name">The name in the variables.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.Endpoints(source.Resource, name).AddAll();
        return builder;
    }

    /// <summary>Tells the resource the address of one endpoint.</summary>
    /// <typeparam name="TDestination">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="endpointReference">The endpoint.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        builder.Endpoints(endpointReference.Resource, alias: null).Add(endpointReference.EndpointName);
        return builder;
    }

    /// <summary>Tells the resource the address of a service that is no resource: <c>services__NAME__default__0</c> and <c>NAME</c>.</summary>
    /// <typeparam name="TDestination">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="name">The service's name.</param>
    /// <param name="uri">Its address, absolute, without query and fragment.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">The address is of another kind.</exception>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw new InvalidOperationException($"'{uri}' cannot be the address of '{name}': use an absolute one without ? and #.");
        return builder.WithEnvironment($"services__{name}__default__0", uri.ToString()).WithEnvironment(VariableName.Encode(name), uri.ToString());
    }

    /// <summary>Tells the resource the address of an external service: <c>services__NAME__SCHEME__0</c> and <c>NAME</c>, or <c>NAME_SCHEME</c>
    /// if the address is a parameter.</summary>
    /// <typeparam name="TDestination">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="externalService">The service.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<ExternalServiceResource> externalService)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(externalService);
        var service = externalService.Resource;
        return builder.Relate(service, Relationships.Reference).WithEnvironment(async context =>
        {
            var address = await service.Address.GetUriAsync(context.CancellationToken);
            var name = VariableName.Encode(service.Name).ToUpperInvariant();
            context.EnvironmentVariables[$"services__{service.Name}__{address.Scheme}__0"] = service.Address;
            context.EnvironmentVariables[service.Uri is null ? $"{name}_{VariableName.Encode(address.Scheme).ToUpperInvariant()}" : name] = service.Address;
        });
    }

    /// <summary>Gives the resource a connection string: <c>ConnectionStrings__NAME</c>, and <c>NAME_PROPERTY</c> for each of its parts that has a name.</summary>
    /// <typeparam name="TDestination">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="source">The resource that has the connection string.</param>
    /// <param name="connectionName">The name in the variables; the other resource's name if not given.</param>
    /// <param name="optional">Whether the resource starts without it, too; otherwise it fails to start and says what is missing.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        var prefix = name.Length == 0 ? "" : $"{VariableName.Encode(name).ToUpperInvariant()}_";
        return builder.Relate(resource, Relationships.Reference).WithEnvironment(context =>
        {
            context.EnvironmentVariables[resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}"] = new ConnectionStringValue(resource, optional);
            foreach (var (property, value) in resource.GetConnectionProperties())
                context.EnvironmentVariables[prefix + property.ToUpperInvariant()] = value;
        });
    }

    private static EndpointReferencesAnnotation Endpoints<T>(this IResourceBuilder<T> builder, IResourceWithEndpoints source, string? alias)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Relate(source, Relationships.Reference);
        if (builder.Resource.Annotations.OfType<EndpointReferencesAnnotation>().FirstOrDefault(known => known.IsAbout(source, alias)) is { } references)
            return references;
        references = new EndpointReferencesAnnotation(source, alias);
        builder.WithAnnotation(references).WithEnvironment(references.Tell);
        return references;
    }
}
