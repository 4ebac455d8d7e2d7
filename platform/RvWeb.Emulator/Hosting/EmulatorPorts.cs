using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RvWeb.Emulator.Hosting;

/// <summary>Where the emulator listens, known once it does.</summary>
internal sealed class EmulatorPorts
{
    private ListenOptions? service;
    private ListenOptions? functionUrl;

    public Uri Service => Address(service!);

    /// <summary>Null if no function URL is served.</summary>
    public Uri? FunctionUrl => functionUrl is null ? null : Address(functionUrl);

    public void SetService(ListenOptions listen) => service = listen;

    public void SetFunctionUrl(ListenOptions listen) => functionUrl = listen;

    private static Uri Address(ListenOptions listen) => new($"http://localhost:{listen.IPEndPoint!.Port}");
}
