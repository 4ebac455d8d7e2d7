using System.Text.Json;
using RvWeb.Dashboard.Traces;

namespace RvWeb.Dashboard.Otlp;

/// <summary>Writes spans in OTLP's JSON.</summary>
internal static class OtlpSpanWriter
{
    public static void WriteOtlpSpans(this Utf8JsonWriter writer, IEnumerable<Span> spans) =>
        writer.WriteGroups("Spans", spans, span => span.Resource, span => span.Scope, group =>
        {
            writer.WriteStartArray("spans");
            foreach (var span in group)
                Write(writer, span);
            writer.WriteEndArray();
        });

    private static void Write(Utf8JsonWriter writer, Span span)
    {
        writer.WriteStartObject();
        writer.WriteString("traceId", span.TraceId);
        writer.WriteString("spanId", span.SpanId);
        if (span.ParentSpanId is { } parent)
            writer.WriteString("parentSpanId", parent);
        writer.WriteString("name", span.Name);
        writer.WriteNumber("kind", (int)span.Kind);
        writer.WriteNano("startTimeUnixNano", span.Start);
        writer.WriteNano("endTimeUnixNano", span.End);
        writer.WriteOtlpAttributes(span.Attributes);
        writer.WriteStartArray("events");
        foreach (var item in span.Events)
            Write(writer, item);
        writer.WriteEndArray();
        writer.WriteStartArray("links");
        foreach (var link in span.Links)
            Write(writer, link);
        writer.WriteEndArray();
        writer.WriteStartObject("status");
        writer.WriteNumber("code", (int)span.Status);
        writer.WriteString("message", span.StatusMessage);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, SpanEvent item)
    {
        writer.WriteStartObject();
        writer.WriteNano("timeUnixNano", item.At);
        writer.WriteString("name", item.Name);
        writer.WriteOtlpAttributes(item.Attributes);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, SpanLink link)
    {
        writer.WriteStartObject();
        writer.WriteString("traceId", link.TraceId);
        writer.WriteString("spanId", link.SpanId);
        writer.WriteOtlpAttributes(link.Attributes);
        writer.WriteEndObject();
    }
}
