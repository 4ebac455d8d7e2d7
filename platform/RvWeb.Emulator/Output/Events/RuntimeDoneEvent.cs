using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>The runtime is through with an event, one way or the other.</summary>
internal sealed record RuntimeDoneEvent(string RequestId, PlatformStatus Status, TimeSpan Duration, long ProducedBytes) : PlatformEvent("platform.runtimeDone")
{
    public override SystemLogLevel Level => WarnUnless(Status, SystemLogLevel.Debug);

    public override string Text => ReportLines.End(RequestId);

    public override void WriteRecord(Utf8JsonWriter json)
    {
        json.WriteString("requestId"u8, RequestId);
        Status.Write(json);
        json.WriteStartObject("metrics"u8);
        Milliseconds.Write(json, "durationMs"u8, Duration);
        json.WriteNumber("producedBytes"u8, ProducedBytes);
        json.WriteEndObject();
    }
}
