using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace RvWeb.Dashboard.Hosting;

/// <summary>Ports that only this machine reaches.</summary>
internal static class LoopbackPort
{
    /// <summary>Listens on 127.0.0.1 and ::1, on a free port of 127.0.0.1 only: Kestrel cannot find one that is free on both.</summary>
    public static void Listen(this KestrelServerOptions kestrel, int port, HttpProtocols protocols)
    {
        if (port == 0)
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols);
        else
            kestrel.ListenLocalhost(port, listen => listen.Protocols = protocols);
    }

    /// <summary>Address of the n-th port the started application listens on.</summary>
    public static Uri Of(WebApplication app, int index)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new UriBuilder(addresses.ElementAt(index)) { Host = "localhost" }.Uri;
    }
}
