using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;

namespace Aspire.Hosting;

/// <summary>Adds APIs of API Gateway.</summary>
public static class APIGatewayExtensions
{
    private const string Proxy = "/{proxy+}";

    /// <summary>Adds an API; <c>WithReference</c> says which function is behind it.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="apiGatewayType">The kind of API. A REST API's paths begin with its stage, <c>/prod</c>.</param>
    /// <param name="options">Its port.</param>
    /// <returns>A builder to configure it.</returns>
    /// <exception cref="DistributedApplicationException">https is asked for.</exception>
    public static IResourceBuilder<APIGatewayEmulatorResource> AddAWSAPIGatewayEmulator(
        this IDistributedApplicationBuilder builder, string name, APIGatewayType apiGatewayType, APIGatewayEmulatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (options is { DisableHttpsEndpoint: false })
            throw new DistributedApplicationException($"The API '{name}' is served on http only: set DisableHttpsEndpoint to true.");
        return builder.AddResource(new APIGatewayEmulatorResource(name, apiGatewayType)).WithHttpEndpoint(options?.HttpPort);
    }

    /// <summary>Puts a function behind the API: all of it, as the emulator's APIs have one route.</summary>
    /// <param name="builder">The API's builder.</param>
    /// <param name="lambda">The function.</param>
    /// <param name="httpMethod">Must be <see cref="Method.Any"/>.</param>
    /// <param name="path">Must be <c>/{proxy+}</c>, to which <c>/</c> belongs, too, or <c>/</c> beside it.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="DistributedApplicationException">Another route, a second function, or a second API of the same kind for the function.</exception>
    public static IResourceBuilder<APIGatewayEmulatorResource> WithReference(
        this IResourceBuilder<APIGatewayEmulatorResource> builder, IResourceBuilder<LambdaProjectResource> lambda, Method httpMethod, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(lambda);
        var (api, function) = (builder.Resource, lambda.Resource);
        if (httpMethod != Method.Any || path is not (Proxy or "/"))
            throw new DistributedApplicationException(
                $"The route '{httpMethod} {path}' of '{api.Name}' cannot be served: the emulated APIs lead everything to one function, so use Method.Any and {Proxy}, and route inside the function.");
        if (FunctionOf(api) is { } known)
            return known == function ? builder : throw new DistributedApplicationException(
                $"'{api.Name}' leads to '{known.Name}' already and cannot lead to '{function.Name}', too: give each function an API of its own.");
        if (builder.ApplicationBuilder.Resources.OfType<APIGatewayEmulatorResource>().FirstOrDefault(other => FunctionOf(other) == function && IsRest(other) == IsRest(api)) is { } twin)
            throw new DistributedApplicationException(
                $"The function '{function.Name}' has the {(IsRest(api) ? "REST" : "HTTP")} API '{twin.Name}' already: leave out '{api.Name}'.");
        return builder
            .WithAnnotation(new ApiRouteAnnotation(function))
            .WithAnnotation(function.Annotations.OfType<FollowsAnnotation>().Single())
            .WithParentRelationship(lambda);
    }

    internal static LambdaProjectResource? FunctionOf(APIGatewayEmulatorResource api) => api.Annotations.OfType<ApiRouteAnnotation>().FirstOrDefault()?.Function;

    // Both formats of an HTTP API share the emulator's one door.
    private static bool IsRest(APIGatewayEmulatorResource api) => api.Type == APIGatewayType.Rest;
}
