using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;

namespace RvWeb.Aspire.Hosting;

/// <summary>Adds Application Load Balancers.</summary>
public static class ApplicationLoadBalancerExtensions
{
    /// <summary>Adds an Application Load Balancer with a function as its target.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="function">The function.</param>
    /// <param name="port">The wanted port; a free one if not given or taken.</param>
    /// <returns>A builder to configure it.</returns>
    /// <exception cref="DistributedApplicationException">The function has one already.</exception>
    public static IResourceBuilder<ApplicationLoadBalancerResource> AddApplicationLoadBalancer(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<LambdaProjectResource> function, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(function);
        if (builder.Resources.OfType<ApplicationLoadBalancerResource>().FirstOrDefault(balancer => balancer.Function == function.Resource) is { } other)
            throw new DistributedApplicationException($"The function '{function.Resource.Name}' has the load balancer '{other.Name}' already: leave out '{name}'.");
        return builder.AddResource(new ApplicationLoadBalancerResource(name, function.Resource))
            .WithHttpEndpoint(port)
            .WithAnnotation(function.Resource.Annotations.OfType<FollowsAnnotation>().Single())
            .WithParentRelationship(function);
    }
}
