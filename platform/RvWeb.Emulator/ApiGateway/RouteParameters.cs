using System.Text.Json;

namespace RvWeb.Emulator.ApiGateway;

/// <summary>What a route's variables stand for, in an event.</summary>
internal static class RouteParameters
{
    /// <summary>As format 2.0 has it: left out if there are none.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        if (parameters.Count == 0)
            return;
        writer.WriteStartObject("pathParameters"u8);
        foreach (var (name, value) in parameters)
            writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    /// <summary>As format 1.0 has it.</summary>
    public static void WriteOrNull(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        if (parameters.Count == 0)
            writer.WriteNull("pathParameters"u8);
        else
            Write(writer, parameters);
    }
}
