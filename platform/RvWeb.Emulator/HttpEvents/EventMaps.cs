using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace RvWeb.Emulator.HttpEvents;

/// <summary>Headers or query as the two maps of payload format 1.0 and of load balancers.</summary>
internal static class EventMaps
{
    /// <summary>One text for each name: of several values the last.</summary>
    public static void WriteLast(Utf8JsonWriter writer, string field, IEnumerable<KeyValuePair<string, StringValues>> values)
    {
        writer.WriteStartObject(field);
        foreach (var (name, all) in values)
            writer.WriteString(name, all.Count == 0 ? "" : all[^1]);
        writer.WriteEndObject();
    }

    /// <summary>A list for each name.</summary>
    public static void WriteAll(Utf8JsonWriter writer, string field, IEnumerable<KeyValuePair<string, StringValues>> values)
    {
        writer.WriteStartObject(field);
        foreach (var (name, all) in values)
        {
            writer.WriteStartArray(name);
            foreach (var value in all)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}
