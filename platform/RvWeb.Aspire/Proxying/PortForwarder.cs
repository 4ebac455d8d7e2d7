using System.Net;
using System.Net.Sockets;

namespace RvWeb.Aspire.Proxying;

/// <summary>Listens on a loopback port and passes every connection on to the next of several others, byte by byte.</summary>
internal sealed class PortForwarder : IAsyncDisposable
{
    private readonly IReadOnlyList<int> _targets;
    private readonly List<TcpListener> _listeners = [];
    private readonly HashSet<Task> _connections = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly Task _accepting;
    private int _next = -1;

    /// <exception cref="SocketException">The port is taken.</exception>
    public PortForwarder(int port, IReadOnlyList<int> targets)
    {
        _targets = targets;
        try
        {
            Listen(IPAddress.Loopback, port);
            if (Socket.OSSupportsIPv6)
                Listen(IPAddress.IPv6Loopback, port);
        }
        catch (SocketException)
        {
            Close();
            throw;
        }
        _accepting = Task.WhenAll(_listeners.Select(listener => AcceptAsync(listener, _stopping.Token)));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Close();
        await _accepting;
        Task[] left;
        lock (_gate)
            left = [.. _connections];
        await Task.WhenAll(left);
        _stopping.Dispose();
    }

    private void Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            _listeners.Add(listener);
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            listener.Dispose(); // a machine may have only one of the two loopback addresses
        }
        catch (SocketException)
        {
            listener.Dispose();
            throw;
        }
    }

    private void Close()
    {
        foreach (var listener in _listeners)
            listener.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Track(ForwardAsync(await listener.AcceptTcpClientAsync(stopping), stopping));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // A client that has gone before it was accepted; or the end, which the loop sees.
            }
        }
    }

    private void Track(Task connection)
    {
        lock (_gate)
        {
            _connections.RemoveWhere(known => known.IsCompleted);
            _connections.Add(connection);
        }
    }

    private async Task ForwardAsync(TcpClient client, CancellationToken stopping)
    {
        using (client)
        {
            try
            {
                using var target = await ConnectAsync(stopping);
                if (target is null)
                    return; // nobody listens yet: the client sees its connection closed
                client.NoDelay = target.NoDelay = true;
                using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                // Asked for first: a socket that has said all it has to say gives no stream any more.
                var (near, far) = (client.GetStream(), target.GetStream());
                await Task.WhenAll(PumpAsync(near, far, ending), PumpAsync(far, near, ending));
            }
            catch (Exception failure) when (failure is OperationCanceledException or InvalidOperationException)
            {
                // The application stops; or the client has gone already.
            }
        }
    }

    private async Task<TcpClient?> ConnectAsync(CancellationToken stopping)
    {
        var first = (uint)Interlocked.Increment(ref _next);
        for (var index = 0; index < _targets.Count; index++)
            foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
                if (await TryConnectAsync(address, _targets[(int)((first + index) % _targets.Count)], stopping) is { } target)
                    return target;
        return null;
    }

    private static async Task<TcpClient?> TryConnectAsync(IPAddress address, int port, CancellationToken stopping)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !Socket.OSSupportsIPv6)
            return null;
        var client = new TcpClient(address.AddressFamily);
        try
        {
            await client.ConnectAsync(address, port, stopping);
            return client;
        }
        catch (SocketException)
        {
            client.Dispose();
            return null;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    // One direction may end long before the other; only an error ends both.
    private static async Task PumpAsync(NetworkStream from, NetworkStream to, CancellationTokenSource ending)
    {
        try
        {
            await from.CopyToAsync(to, ending.Token);
            to.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            await ending.CancelAsync();
        }
    }
}
