using System.Net;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.Hosting;

/// <summary>What to serve and where. A port of 0 means a free one.</summary>
internal sealed record EmulatorOptions
{
    /// <summary>At least one.</summary>
    public required IReadOnlyList<FunctionOptions> Functions { get; init; }

    /// <summary>Of the Lambda service.</summary>
    public int Port { get; init; } = 9000;

    /// <summary>The address all ports are opened on; null stands for loopback.</summary>
    public IPAddress? Bind { get; init; }

    public IReadOnlyList<FrontDoorOptions> FrontDoors { get; init; } = [];

    /// <summary>Lines that are told once it serves.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
