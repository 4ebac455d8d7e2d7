using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using RvWeb.Aspire.Tools;

namespace RvWeb.Aspire.Hosting;

/// <summary>Adds Application Load Balancers.</summary>
public static class ApplicationLoadBalancerExtensions
{
    /// <summary>Adds an Application Load Balancer with a function as its target: RvWeb's emulator runs the same project once more, beside AWS's.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="function">The function.</param>
    /// <param name="port">The wanted port.</param>
    /// <returns>A builder to configure it.</returns>
    public static IResourceBuilder<ApplicationLoadBalancerResource> AddApplicationLoadBalancer(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<LambdaProjectResource> function, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(function);
        var project = function.Resource.Annotations.OfType<IProjectMetadata>().Single().ProjectPath;
        var balancer = builder.AddResource(new ApplicationLoadBalancerResource(name, Tool.Path(builder, "emulator"), builder.AppHostDirectory));
        return balancer
            .WithHttpEndpoint(port)
            .WithArgs("--function", function.Resource.Name, "--command", $"dotnet run --no-build --no-launch-profile --project {project}")
            .WithArgs("--port", "0", "--alb", balancer.GetEndpoint("http").Property(EndpointProperty.TargetPort))
            .WithOtlpExporter()
            .WithParentRelationship(function);
    }
}
