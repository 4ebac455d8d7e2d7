using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.Template;
using RvWeb.Loopback;

namespace RvWeb.Edge.Https;

/// <summary>
/// The edge's HTTPS port, if one is opened. Without it plain HTTP counts as HTTPS: else no template that redirects could be
/// tried on http://localhost.
/// </summary>
internal sealed class HttpsDoor(EdgeOptions options, IServer server)
{
    private int _port;

    public bool IsOpen => options.HttpsPort is not null;

    /// <summary>The port, once the server has started.</summary>
    public int Port => _port != 0 ? _port : _port = Started();

    public bool IsSecure(HttpContext context) => context.Request.IsHttps || !IsOpen;

    /// <summary>The protocol an origin is told. Where AWS would let no plain HTTP through, it is HTTPS.</summary>
    public string SpokenTo(Behavior behavior, HttpContext context) =>
        context.Request.IsHttps || (!IsOpen && behavior.ViewerProtocolPolicy != ViewerProtocolPolicy.AllowAll) ? "https" : "http";

    /// <summary>Opens the port, on loopback if no address is given, with HTTP/1.1 and HTTP/2.</summary>
    public static void Listen(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel, IPAddress? bind, int port, TimeProvider time)
    {
        var certificate = EdgeCertificate.FindOrMake(time);
        kestrel.Open(bind, port, listen => listen.UseHttps(certificate));
    }

    private int Started() => server.Features.Get<IServerAddressesFeature>()!.Addresses
        .Select(BindingAddress.Parse)
        .First(address => address.Scheme == Uri.UriSchemeHttps)
        .Port;
}
