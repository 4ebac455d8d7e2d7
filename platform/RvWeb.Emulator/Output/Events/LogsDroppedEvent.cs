using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>A subscriber of the Telemetry API missed records. Told to that one only.</summary>
internal sealed record LogsDroppedEvent(string Reason, int Records, int Bytes) : PlatformEvent("platform.logsDropped")
{
    public override SystemLogLevel Level => SystemLogLevel.Warn;

    public override void WriteRecord(Utf8JsonWriter json)
    {
        json.WriteString("reason"u8, $"Some logs were dropped because {Reason}");
        json.WriteNumber("droppedRecords"u8, Records);
        json.WriteNumber("droppedBytes"u8, Bytes);
    }
}
