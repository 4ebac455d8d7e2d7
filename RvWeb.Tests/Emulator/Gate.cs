using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RvWeb.Tests.Emulator;

/// <summary>Holds a function at a known place until the test lets it go on.</summary>
internal sealed class Gate : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public Gate() => listener.Start();

    /// <summary>The event that sends the function here.</summary>
    public string Event => string.Create(
        CultureInfo.InvariantCulture, $$"""{"command":"gate","gate":{{((IPEndPoint)listener.LocalEndpoint).Port}}}""");

    /// <summary>Waits until a function is here; disposing the result lets it go on.</summary>
    public ValueTask<TcpClient> ArrivedAsync(CancellationToken cancellationToken) => listener.AcceptTcpClientAsync(cancellationToken);

    public void Dispose() => listener.Dispose();
}
