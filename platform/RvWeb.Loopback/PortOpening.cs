using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RvWeb.Loopback;

/// <summary>Opens ports on this machine only, unless an address is asked for: in a container, loopback is nobody's but the container's.</summary>
public static class PortOpening
{
    /// <param name="kestrel">The server.</param>
    /// <param name="bind">The address to listen on; null stands for loopback.</param>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <param name="configure">What listens there.</param>
    public static void Open(this KestrelServerOptions kestrel, IPAddress? bind, int port, Action<ListenOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        // "localhost" may mean either loopback address, so both; but a free port can be had for one only.
        if (bind is null && port != 0)
            kestrel.ListenLocalhost(port, configure);
        else
            kestrel.Listen(bind ?? IPAddress.Loopback, port, configure);
    }

    /// <summary>What a user should know who asked for an address.</summary>
    /// <param name="bind">The address; null stands for loopback.</param>
    /// <returns>Null if no other machine can reach the ports.</returns>
    public static string? Warning(IPAddress? bind) => bind is null || IPAddress.IsLoopback(bind)
        ? null
        : $"bound to {bind}: whoever reaches this machine's network can call what listens here, without a password";
}
