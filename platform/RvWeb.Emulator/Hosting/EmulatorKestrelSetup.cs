using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.InvokeApi;
using RvWeb.Emulator.RuntimeApi;
using RvWeb.Loopback;
using RvWeb.Loopback.Http2;

namespace RvWeb.Emulator.Hosting;

/// <summary>One Kestrel for all ports. The Runtime API, which only the functions' processes call, is always on loopback.</summary>
internal sealed class EmulatorKestrelSetup(
    EmulatorOptions options, EmulatorPorts ports, InvokeApiDoor service, FrontDoorFactory frontDoors, Http2Transport http2, TimeProvider time) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        // The doors have limits of their own, and a function in a debugger may be slow.
        kestrel.Limits.MaxRequestBodySize = null;
        // A load balancer's; the other doors take less, and say so themselves.
        kestrel.Limits.MaxRequestLineSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;

        kestrel.Listen(new RuntimeApiEndPoint(), listen => listen.Protocols = HttpProtocols.Http1);
        kestrel.ListenHttp2();
        kestrel.Open(options.Bind, options.Port, listen => Serve(listen, ports.SetService, service.HandleAsync));
        foreach (var door in options.FrontDoors)
            kestrel.Open(options.Bind, door.Port, listen => Serve(listen, opened => ports.Set(door, opened), frontDoors.Create(door)));
    }

    private void Serve(ListenOptions listen, Action<ListenOptions> remember, RequestDelegate handle)
    {
        var door = new Door(handle);
        listen.Use(next => connection =>
        {
            connection.Features.Set(door);
            return next(connection);
        });
        listen.UseHttp2(http2, time);
        remember(listen);
    }
}
