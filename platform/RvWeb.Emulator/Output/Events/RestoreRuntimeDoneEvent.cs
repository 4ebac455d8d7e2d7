using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>The runtime is through with what it does after a restore.</summary>
internal sealed record RestoreRuntimeDoneEvent(PlatformStatus Status) : PlatformEvent("platform.restoreRuntimeDone")
{
    public override SystemLogLevel Level => WarnUnless(Status, SystemLogLevel.Debug);

    public override void WriteRecord(Utf8JsonWriter json) => Status.Write(json);
}
