using RvWeb.Emulator.Memory;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.RuntimeApi;
using RvWeb.Emulator.Telemetry;
using RvWeb.Processes;

namespace RvWeb.Emulator.Environments;

/// <summary>What every environment of the emulator uses.</summary>
internal sealed record EnvironmentResources(
    RuntimeApiTransport Transport,
    OrphanGuard Guard,
    FunctionLog Log,
    EmulatorTelemetry Telemetry,
    MemoryWatch Memory,
    ScratchFolders Scratch,
    TimeProvider Time,
    Func<Guid> NewId,
    Func<string, string?> OwnVariable);
