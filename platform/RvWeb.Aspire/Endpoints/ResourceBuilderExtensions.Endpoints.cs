using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What most resources can be given.</summary>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Adds an endpoint. The process listens on it itself, unless a proxy is asked for; a taken port is replaced by a free one.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="port">The wanted port.</param>
    /// <param name="targetPort">The port the process listens on; if it differs, a proxy passes on to it.</param>
    /// <param name="scheme">The scheme, <c>tcp</c> if not given.</param>
    /// <param name="name">The endpoint's name; the scheme if not given.</param>
    /// <param name="env">The variable that tells the process its port.</param>
    /// <param name="isProxied">Whether a proxy listens on the port; if not given, only if the two ports differ.</param>
    /// <param name="isExternal">Whether it is meant for others than the application's own resources.</param>
    /// <param name="protocol">TCP if not given.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="DistributedApplicationException">The resource has an endpoint of that name.</exception>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null,
        bool? isExternal = null,
        ProtocolType? protocol = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var endpoint = new EndpointAnnotation(protocol ?? ProtocolType.Tcp, scheme, null, name, port, targetPort, isExternal, isProxied);
        if (builder.Resource.Annotations.OfType<EndpointAnnotation>().Any(other => string.Equals(other.Name, endpoint.Name, StringComparison.OrdinalIgnoreCase)))
            throw new DistributedApplicationException($"The resource '{builder.Resource.Name}' has two endpoints named '{endpoint.Name}': give one another name.");
        if (env is not null)
        {
            var tell = new EndpointReference(builder.Resource, endpoint).Property(EndpointProperty.TargetPort); // of each replica its own
            builder.WithAnnotation(EnvironmentCallbackAnnotation.Set(env, () => tell));
        }
        return builder.WithAnnotation(endpoint);
    }

    /// <summary>Changes an endpoint, or adds one.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="endpointName">The endpoint's name.</param>
    /// <param name="callback">Changes it.</param>
    /// <param name="createIfNotExists">Whether a missing endpoint is added; otherwise nothing happens.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Action<EndpointAnnotation> callback, bool createIfNotExists = true)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(callback);
        var reference = builder.GetEndpoint(endpointName);
        if (!reference.Exists && createIfNotExists)
            builder.WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, name: endpointName));
        if (reference.Exists)
            callback(reference.EndpointAnnotation);
        return builder;
    }

    /// <summary>Adds an http endpoint.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="port">The wanted port; a taken one is replaced.</param>
    /// <param name="targetPort">The port the process listens on; if it differs, a proxy passes on to it.</param>
    /// <param name="name">The endpoint's name, <c>http</c> if not given.</param>
    /// <param name="env">The variable that tells the process its port.</param>
    /// <param name="isProxied">Whether a proxy listens on the port; if not given, only if the two ports differ.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "http", name, env, isProxied);

    /// <summary>Adds an https endpoint. The process brings the certificate; ASP.NET Core takes the development certificate of <c>dotnet dev-certs</c>.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="port">The wanted port; a taken one is replaced.</param>
    /// <param name="targetPort">The port the process listens on; if it differs, a proxy passes on to it.</param>
    /// <param name="name">The endpoint's name, <c>https</c> if not given.</param>
    /// <param name="env">The variable that tells the process its port.</param>
    /// <param name="isProxied">Whether a proxy listens on the port; if not given, only if the two ports differ.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithHttpsEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "https", name, env, isProxied);

    /// <summary>Marks the http endpoints as meant for others than the application's own resources.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.UriScheme is "http" or "https"))
            endpoint.IsExternal = true;
        return builder;
    }

    /// <summary>Refers to an endpoint.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="name">The endpoint's name.</param>
    /// <returns>A value for environment variables and arguments.</returns>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new EndpointReference(builder.Resource, name);
    }
}
