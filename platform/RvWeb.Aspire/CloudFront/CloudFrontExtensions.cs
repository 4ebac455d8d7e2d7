using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Tools;

namespace RvWeb.Aspire.Hosting;

/// <summary>Adds CloudFront distributions.</summary>
public static class CloudFrontExtensions
{
    /// <summary>Adds the distribution of a stack's template.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="templatePath">A CloudFormation template or a <c>cdk.out</c> folder; relative to the AppHost's folder.</param>
    /// <param name="port">The wanted port; a free one if not given or taken.</param>
    /// <returns>A builder to configure it.</returns>
    public static IResourceBuilder<CloudFrontDistributionResource> AddCloudFrontDistribution(
        this IDistributedApplicationBuilder builder, string name, string templatePath, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(templatePath);
        var template = Path.GetFullPath(templatePath, builder.AppHostDirectory);
        var edge = builder.AddResource(new CloudFrontDistributionResource(name, Tool.Path(builder, "edge"), builder.AppHostDirectory));
        return edge
            .WithHttpEndpoint(port)
            .WithHttpHealthCheck("/.edge/health")
            .WithOtlpExporter()
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
            .WithCommand("purge-edge-cache", "Purge edge cache", context => ControlApi.PostAsync(
                edge.GetEndpoint("http"), "/.edge/clear", "removed", Purged, context.CancellationToken), new CommandOptions
                {
                    Description = "Removes everything from the edge's cache, as an invalidation of /* does.",
                    IsHighlighted = true,
                    UpdateState = state => state.ResourceSnapshot.State?.Text == KnownResourceStates.Running
                        ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
                })
            .WithArgs("--template", template)
            .WithArgs("--port", edge.GetEndpoint("http").Property(EndpointProperty.TargetPort));
    }

    /// <summary>Tells the distribution where its origin is; it starts when that is healthy.</summary>
    /// <param name="builder">The distribution's builder.</param>
    /// <param name="origin">The origin, for example a function URL.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<CloudFrontDistributionResource> WithOrigin(
        this IResourceBuilder<CloudFrontDistributionResource> builder, IResourceBuilder<IResourceWithEndpoints> origin)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(origin);
        return builder.WithArgs("--origin", origin.GetEndpoint("http"))
            .WithAnnotation(new ResourceRelationshipAnnotation(origin.Resource, "Origin"))
            .WaitFor(origin);
    }

    private static string Purged(int entries) =>
        entries == 1 ? "One entry is removed." : string.Create(CultureInfo.InvariantCulture, $"{entries} entries are removed.");
}
