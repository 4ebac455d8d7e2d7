using System.Text.Json;

namespace RvWeb.Emulator.Output.Events;

/// <summary>An environment was given an event.</summary>
internal sealed record StartEvent(string RequestId, string? TraceHeader) : PlatformEvent("platform.start")
{
    public override SystemLogLevel Level => SystemLogLevel.Info;

    public override string Text => ReportLines.Start(RequestId);

    public override void WriteRecord(Utf8JsonWriter json)
    {
        json.WriteString("requestId"u8, RequestId);
        json.WriteString("version"u8, "$LATEST");
        if (TraceHeader is null)
            return;
        json.WriteStartObject("tracing"u8);
        json.WriteString("type"u8, "X-Amzn-Trace-Id");
        json.WriteString("value"u8, TraceHeader);
        json.WriteEndObject();
    }
}
