using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Launching;

namespace RvWeb.Tests.Aspire.Model;

/// <summary>What a resource would be started with, without starting it.</summary>
internal static class Evaluated
{
    public static async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(IResourceBuilder<IResource> builder, CancellationToken cancellationToken)
    {
        Allocate(builder);
        var variables = await ResourceEnvironment.EvaluateAsync(builder.Resource, builder.ApplicationBuilder.ExecutionContext, cancellationToken);
        return variables.ToDictionary(variable => variable.Key, variable => variable.Value.Text);
    }

    public static Task<IReadOnlyList<string>> ArgumentsAsync(IResourceBuilder<IResource> builder, CancellationToken cancellationToken)
    {
        Allocate(builder);
        return ResourceEnvironment.EvaluateArgumentsAsync(builder.Resource, cancellationToken);
    }

    // Ports are not what these tests are about: the wanted one is taken without asking the system.
    private static void Allocate(IResourceBuilder<IResource> builder)
    {
        foreach (var endpoint in builder.ApplicationBuilder.Resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>()))
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.TargetHost, endpoint.Port ?? 1, endpoint.TargetPort);
    }
}
