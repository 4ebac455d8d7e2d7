using System.Globalization;
using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>A restore ended, with the runtime's hooks.</summary>
internal sealed record RestoreReportEvent(PlatformStatus Status, TimeSpan Duration) : PlatformEvent("platform.restoreReport")
{
    public override SystemLogLevel Level => WarnUnless(Status, SystemLogLevel.Info);

    public override string Text => string.Create(
        CultureInfo.InvariantCulture, $"RESTORE_REPORT Restore Duration: {Duration.TotalMilliseconds:0.00} ms{Status.Fields}");

    public override void WriteRecord(Utf8JsonWriter json)
    {
        Status.Write(json);
        json.WriteStartObject("metrics"u8);
        Milliseconds.Write(json, "durationMs"u8, Duration);
        json.WriteEndObject();
    }
}
