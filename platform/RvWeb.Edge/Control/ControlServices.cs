using RvWeb.Edge.CloudFrontApi;
using RvWeb.Edge.Invalidation;
using RvWeb.Edge.Warnings;

namespace RvWeb.Edge.Control;

internal static class ControlServices
{
    /// <summary>The edge's own API, CloudFront's API, and what both need.</summary>
    public static void AddControl(this IServiceCollection services)
    {
        services.AddSingleton<Func<Guid>>(Guid.NewGuid);
        services.AddSingleton<InvalidationGate>().AddSingleton<Invalidations>().AddSingleton<Accidents>();
        services.AddSingleton<Inspection>().AddSingleton<ControlDoor>().AddSingleton<CloudFrontApiDoor>().AddSingleton<DistributionXml>().AddSingleton<OwnDoors>();
    }
}
