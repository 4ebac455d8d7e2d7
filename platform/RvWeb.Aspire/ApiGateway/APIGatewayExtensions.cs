using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;

namespace Aspire.Hosting;

/// <summary>Adds APIs of API Gateway.</summary>
public static class APIGatewayExtensions
{
    /// <summary>Adds an API; <c>WithReference</c> says which functions are behind it.</summary>
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

    /// <summary>Has a function answer a route of the API.</summary>
    /// <param name="builder">The API's builder.</param>
    /// <param name="lambda">The function.</param>
    /// <param name="httpMethod">The method, or <see cref="Method.Any"/> for those that have no route of their own.</param>
    /// <param name="path">The path: literal segments, variables such as <c>{id}</c>, and at the end perhaps a greedy one, <c>{proxy+}</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="DistributedApplicationException">The route is there already, or each function of the API has another API of its kind.</exception>
    public static IResourceBuilder<APIGatewayEmulatorResource> WithReference(
        this IResourceBuilder<APIGatewayEmulatorResource> builder, IResourceBuilder<LambdaProjectResource> lambda, Method httpMethod, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(lambda);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var (api, route) = (builder.Resource, new ApiRouteAnnotation(lambda.Resource, httpMethod, path));
        if (RoutesOf(api).FirstOrDefault(known => (known.Method, known.Path) == (httpMethod, path)) is { } twice)
            throw new DistributedApplicationException($"'{api.Name}' has the route '{httpMethod} {path}' already, to '{twice.Function.Name}': leave one out.");
        if (RoutesOf(api).Any())
            return builder.WithAnnotation(route);
        if (builder.ApplicationBuilder.Resources.OfType<APIGatewayEmulatorResource>().FirstOrDefault(other => FunctionOf(other) == lambda.Resource && IsRest(other) == IsRest(api)) is { } twin)
            throw new DistributedApplicationException(
                $"The function '{lambda.Resource.Name}' is the first of the {(IsRest(api) ? "REST" : "HTTP")} API '{twin.Name}' already: add another function to '{api.Name}' first, or leave it out.");
        return builder
            .WithAnnotation(route)
            .WithAnnotation(lambda.Resource.Annotations.OfType<FollowsAnnotation>().Single())
            .WithParentRelationship(lambda);
    }

    /// <summary>The function whose options the emulator is told the API with: that of the first route.</summary>
    internal static LambdaProjectResource? FunctionOf(APIGatewayEmulatorResource api) => RoutesOf(api).FirstOrDefault()?.Function;

    internal static IEnumerable<ApiRouteAnnotation> RoutesOf(APIGatewayEmulatorResource api) => api.Annotations.OfType<ApiRouteAnnotation>();

    // Both formats of an HTTP API share the emulator's one door of a function.
    private static bool IsRest(APIGatewayEmulatorResource api) => api.Type == APIGatewayType.Rest;
}
