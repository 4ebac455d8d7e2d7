using System.Globalization;
using System.Text.Json;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Otlp;

/// <summary>Writes what all kinds of telemetry have in common, in OTLP's JSON.</summary>
internal static class OtlpJsonWriter
{
    /// <summary>One property with the items grouped by resource and scope, as every export is.</summary>
    public static void WriteGroups<T>(
        this Utf8JsonWriter writer, string signal, IEnumerable<T> items, Func<T, TelemetryResource> resource, Func<T, string> scope, Action<IEnumerable<T>> write)
    {
        writer.WriteStartArray("resource" + signal);
        foreach (var source in items.GroupBy(resource))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("resource");
            writer.WriteOtlpAttributes(source.Key.Attributes);
            writer.WriteEndObject();
            writer.WriteStartArray("scope" + signal);
            foreach (var group in source.GroupBy(scope, StringComparer.Ordinal))
            {
                writer.WriteStartObject();
                writer.WriteStartObject("scope");
                writer.WriteString("name", group.Key);
                writer.WriteEndObject();
                write(group);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteOtlpAttributes(this Utf8JsonWriter writer, AttributeSet attributes, string name = "attributes")
    {
        writer.WriteStartArray(name);
        foreach (var attribute in attributes.All)
        {
            writer.WriteStartObject();
            writer.WriteString("key", attribute.Name);
            writer.WriteStartObject("value");
            WriteValue(writer, attribute);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteNano(this Utf8JsonWriter writer, string name, DateTimeOffset time) =>
        writer.WriteString(name, ((ulong)Math.Max(0, (time - DateTimeOffset.UnixEpoch).Ticks) * 100).ToString(CultureInfo.InvariantCulture));

    public static void WriteOtlpNumber(this Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
            writer.WriteNumber(name, value);
        else
            writer.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }

    private static void WriteValue(Utf8JsonWriter writer, TelemetryAttribute attribute)
    {
        switch (attribute.Value)
        {
            case bool value: writer.WriteBoolean("boolValue", value); break;
            case long value: writer.WriteString("intValue", value.ToString(CultureInfo.InvariantCulture)); break;
            case double value: writer.WriteOtlpNumber("doubleValue", value); break;
            default: writer.WriteString("stringValue", attribute.Text); break;
        }
    }
}
