using Aspire.Hosting.ApplicationModel;

namespace RvWeb.Aspire.Hosting;

/// <summary>An Application Load Balancer whose target is a function, served by an emulator of its own: AWS's has none.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="command">The emulator's program.</param>
/// <param name="workingDirectory">Where it runs.</param>
public sealed class ApplicationLoadBalancerResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory);
