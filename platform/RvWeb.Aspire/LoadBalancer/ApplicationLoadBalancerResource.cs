using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;

namespace RvWeb.Aspire.Hosting;

/// <summary>An Application Load Balancer whose target is a function, served by the emulator.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="function">The function.</param>
public sealed class ApplicationLoadBalancerResource(string name, LambdaProjectResource function) : Resource(name), IResourceWithEndpoints
{
    /// <summary>The function.</summary>
    public LambdaProjectResource Function => function;
}
