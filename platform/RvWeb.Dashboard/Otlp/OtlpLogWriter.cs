using System.Text.Json;
using RvWeb.Dashboard.Logs;

namespace RvWeb.Dashboard.Otlp;

/// <summary>Writes logs in OTLP's JSON.</summary>
internal static class OtlpLogWriter
{
    public static void WriteOtlpLogs(this Utf8JsonWriter writer, IEnumerable<LogEntry> entries) =>
        writer.WriteGroups("Logs", entries, entry => entry.Resource, entry => entry.Scope, group =>
        {
            writer.WriteStartArray("logRecords");
            foreach (var entry in group)
                Write(writer, entry);
            writer.WriteEndArray();
        });

    private static void Write(Utf8JsonWriter writer, LogEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteNano("timeUnixNano", entry.At);
        writer.WriteNumber("severityNumber", entry.Severity);
        writer.WriteString("severityText", entry.SeverityText);
        writer.WriteStartObject("body");
        writer.WriteString("stringValue", entry.Body);
        writer.WriteEndObject();
        writer.WriteOtlpAttributes(entry.Attributes);
        if (entry.TraceId is { } traceId)
            writer.WriteString("traceId", traceId);
        if (entry.SpanId is { } spanId)
            writer.WriteString("spanId", spanId);
        writer.WriteEndObject();
    }
}
