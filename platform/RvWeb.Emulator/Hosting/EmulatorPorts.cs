using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RvWeb.Emulator.Hosting;

/// <summary>Where the emulator listens, known once it does.</summary>
internal sealed class EmulatorPorts
{
    private ListenOptions? _service;
    private ListenOptions? _functionUrl;

    public Uri Service => Address(_service!);

    /// <summary>Null if no function URL is served.</summary>
    public Uri? FunctionUrl => _functionUrl is null ? null : Address(_functionUrl);

    public void SetService(ListenOptions listen) => _service = listen;

    public void SetFunctionUrl(ListenOptions listen) => _functionUrl = listen;

    private static Uri Address(ListenOptions listen) => new($"http://localhost:{listen.IPEndPoint!.Port}");
}
