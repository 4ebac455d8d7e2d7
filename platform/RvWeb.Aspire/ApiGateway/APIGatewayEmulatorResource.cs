using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.AWS.Lambda;

/// <summary>An API in front of a function, served by the emulator that runs the function.</summary>
public class APIGatewayEmulatorResource : Resource, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    internal APIGatewayEmulatorResource(string name, APIGatewayType type)
        : base(name) => Type = type;

    internal APIGatewayType Type { get; }
}
