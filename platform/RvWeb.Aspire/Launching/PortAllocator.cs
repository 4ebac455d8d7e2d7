using System.Net;
using System.Net.Sockets;

namespace RvWeb.Aspire.Launching;

/// <summary>Gives each endpoint a port of its own: the wanted one if nobody listens on it, else a free one.</summary>
internal sealed class PortAllocator
{
    private readonly HashSet<int> _given = [];

    public int Allocate(int? wanted)
    {
        var port = wanted is { } fixedPort && !_given.Contains(fixedPort) && IsFree(fixedPort) ? fixedPort : Free();
        _given.Add(port);
        return port;
    }

    private int Free()
    {
        int port;
        do
            port = Listen(IPAddress.Loopback, 0) ?? throw new SocketException((int)SocketError.AddressNotAvailable);
        while (_given.Contains(port) || !IsFree(port));
        return port;
    }

    // Servers bind localhost, that is both loopback addresses.
    private static bool IsFree(int port) =>
        Listen(IPAddress.Loopback, port) is not null && (!Socket.OSSupportsIPv6 || Listen(IPAddress.IPv6Loopback, port) is not null);

    private static int? Listen(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException failure) when (failure.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return null;
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return port; // no such address in this machine, so nobody is on it
        }
    }
}
