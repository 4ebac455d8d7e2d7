using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds projects of the solution.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project: it runs as a process, exports telemetry to the dashboard and listens on its endpoints.</summary>
    /// <typeparam name="TProject">The project, from the generated namespace <c>Projects</c>.</typeparam>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <returns>A builder to configure it.</returns>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        var environment = builder.Environment.EnvironmentName;
        return builder.AddResource(new ProjectResource(name))
            .WithAnnotation<IProjectMetadata>(new TProject())
            .WithOtlpExporter()
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", environment)
            .WithEnvironment("DOTNET_ENVIRONMENT", environment)
            .WithEnvironment(ListenOnEndpoints);
    }

    private static void ListenOnEndpoints(EnvironmentCallbackContext context)
    {
        var urls = context.Resource.Annotations.OfType<EndpointAnnotation>()
            .Where(endpoint => endpoint.UriScheme is "http" or "https")
            .Select(endpoint => endpoint.AllocatedEndpoint!.UriString);
        var list = string.Join(';', urls);
        if (list.Length > 0)
            context.EnvironmentVariables.TryAdd("ASPNETCORE_URLS", list);
    }
}
