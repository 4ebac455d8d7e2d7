using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RvWeb.Tests.Emulator;

/// <summary>Holds a function at a known place until the test lets it go on.</summary>
internal sealed class Gate : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public Gate() => _listener.Start();

    /// <summary>The event that sends the function here.</summary>
    public string Event => EventOf("gate");

    public string Port => ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>An event whose command gets this gate's port.</summary>
    public string EventOf(string command) => $$"""{"command":"{{command}}","gate":{{Port}}}""";

    /// <summary>Waits until a function is here; disposing the result lets it go on.</summary>
    public ValueTask<TcpClient> ArrivedAsync(CancellationToken cancellationToken) => _listener.AcceptTcpClientAsync(cancellationToken);

    public void Dispose() => _listener.Dispose();
}
