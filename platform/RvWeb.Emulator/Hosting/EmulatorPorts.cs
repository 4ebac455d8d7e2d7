using Microsoft.AspNetCore.Server.Kestrel.Core;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.Hosting;

/// <summary>Where the emulator listens, known once it does.</summary>
internal sealed class EmulatorPorts
{
    private readonly Dictionary<FrontDoorOptions, ListenOptions> _frontDoors = new(ReferenceEqualityComparer.Instance);
    private ListenOptions? _service;

    public Uri Service => Address(_service!);

    public void SetService(ListenOptions listen) => _service = listen;

    public Uri AddressOf(FrontDoorOptions door) => Address(_frontDoors[door]);

    public void Set(FrontDoorOptions door, ListenOptions listen) => _frontDoors[door] = listen;

    private static Uri Address(ListenOptions listen) => new($"http://localhost:{listen.IPEndPoint!.Port}");
}
