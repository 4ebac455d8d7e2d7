using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Tests.Lambda;

internal static class ServerAddresses
{
    /// <summary>Where a started server listens.</summary>
    public static string GetServerAddresses(this IServiceProvider services) =>
        services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
}
