using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>The runtime's part of the init ended; extensions may take longer.</summary>
internal sealed record InitRuntimeDoneEvent(InitPhase Init, PlatformStatus Status) : PlatformEvent("platform.initRuntimeDone")
{
    public override SystemLogLevel Level => WarnUnless(Status, SystemLogLevel.Debug);

    public override void WriteRecord(Utf8JsonWriter json)
    {
        Init.Write(json);
        Status.Write(json);
    }
}
