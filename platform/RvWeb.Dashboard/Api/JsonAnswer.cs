using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Api;

/// <summary>Writes the read API's answers.</summary>
internal static class JsonAnswer
{
    public static async Task WriteJsonAsync(this HttpResponse response, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        response.ContentType = "application/json";
        await response.Body.WriteAsync(buffer.WrittenMemory, cancellationToken);
    }

    public static Task WriteErrorAsync(this HttpResponse response, int status, string message, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        return response.WriteJsonAsync(writer => writer.WriteString("error", message), cancellationToken);
    }

    public static void WriteList<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteAttributes(this Utf8JsonWriter writer, AttributeSet attributes)
    {
        writer.WriteStartObject("attributes");
        // Names are unique by the specification, not on the wire; the first one wins, as on the pages.
        foreach (var attribute in attributes.All.DistinctBy(attribute => attribute.Name))
            WriteAttribute(writer, attribute);
        writer.WriteEndObject();
    }

    public static void WriteTime(this Utf8JsonWriter writer, string name, DateTimeOffset time) =>
        writer.WriteString(name, time.UtcDateTime);

    private static void WriteAttribute(Utf8JsonWriter writer, TelemetryAttribute attribute)
    {
        switch (attribute.Value)
        {
            case bool value: writer.WriteBoolean(attribute.Name, value); break;
            case long value: writer.WriteNumber(attribute.Name, value); break;
            case double value when double.IsFinite(value): writer.WriteNumber(attribute.Name, value); break;
            default: writer.WriteString(attribute.Name, attribute.Text); break;
        }
    }
}
