using System.Net;
using System.Net.Sockets;
using RvWeb.Aspire.Launching;
using RvWeb.Aspire.Proxying;

namespace RvWeb.Tests.Aspire.Model;

public sealed class PortForwarderTests
{
    private const int Limit = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Connections_take_turns_and_pass_both_ways_until_each_side_has_said_all()
    {
        using var first = Listener();
        using var second = Listener();
        await using var forwarder = Forwarder(out var port, first, second);

        for (var round = 0; round < 2; round++)
            foreach (var target in new[] { first, second })
            {
                using var client = await ConnectAsync(port);
                using var server = await target.AcceptTcpClientAsync(Token);
                var (near, far) = (client.GetStream(), server.GetStream());
                await near.WriteAsync("question"u8.ToArray(), Token);
                client.Client.Shutdown(SocketShutdown.Send);
                Assert.Equal("question", await ReadAsync(far));
                await far.WriteAsync("answer"u8.ToArray(), Token);
                server.Client.Shutdown(SocketShutdown.Send);
                Assert.Equal("answer", await ReadAsync(near));
            }
    }

    [Fact(Timeout = Limit)]
    public async Task A_target_that_does_not_listen_is_passed_over()
    {
        using var alive = Listener();
        using var dead = Listener();
        await using var forwarder = Forwarder(out var port, dead, alive);
        dead.Stop();

        using var client = await ConnectAsync(port);
        using var server = await alive.AcceptTcpClientAsync(Token);

        await server.GetStream().WriteAsync("here"u8.ToArray(), Token);
        server.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal("here", await ReadAsync(client.GetStream()));
    }

    [Fact(Timeout = Limit)]
    public async Task Without_any_target_the_connection_ends()
    {
        using var dead = Listener();
        await using var forwarder = Forwarder(out var port, dead);
        dead.Stop();

        using var client = await ConnectAsync(port);

        Assert.Equal("", await ReadAsync(client.GetStream()));
    }

    [Fact(Timeout = Limit)]
    public async Task The_end_of_the_forwarder_ends_open_connections()
    {
        using var target = Listener();
        var forwarder = Forwarder(out var port, target);
        using var client = await ConnectAsync(port);
        using var server = await target.AcceptTcpClientAsync(Token);

        await forwarder.DisposeAsync();

        Assert.Equal("", await ReadAsync(client.GetStream()));
        Assert.Equal("", await ReadAsync(server.GetStream()));
    }

    [Fact]
    public void A_taken_port_is_said_to_be_taken()
    {
        using var occupant = Listener();

        var failure = Assert.Throws<SocketException>(() => new PortForwarder(Port(occupant), []));

        Assert.Equal(SocketError.AddressAlreadyInUse, failure.SocketErrorCode);
    }

    private static TcpListener Listener()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    // Somebody else on the machine may take a free port before it is listened on: then another one will do.
    private static PortForwarder Forwarder(out int port, params TcpListener[] targets)
    {
        var ports = new PortAllocator();
        int[] targetPorts = [.. targets.Select(Port)];
        while (true)
        {
            port = ports.Allocate(wanted: null);
            try
            {
                return new PortForwarder(port, targetPorts);
            }
            catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                continue;
            }
        }
    }

    private static async Task<TcpClient> ConnectAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, Token);
        return client;
    }

    // A connection that ends may show as 0 bytes or as a reset.
    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var text = new MemoryStream();
        try
        {
            await stream.CopyToAsync(text, Token);
        }
        catch (IOException)
        {
            Assert.Equal(0, text.Length);
        }
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }
}
