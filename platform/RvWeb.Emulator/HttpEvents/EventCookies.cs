using System.Text.Json;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.HttpEvents;

/// <summary>The cookies of payload format 2.0, each a text of its own; absent if there are none.</summary>
internal static class EventCookies
{
    public static void Write(Utf8JsonWriter writer, ViewerRequest request)
    {
        var cookies = request.Headers.Where(header => header.Key.Equals("cookie", StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => header.Value)
            .SelectMany(value => (value ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToArray();
        if (cookies.Length == 0)
            return;
        writer.WriteStartArray("cookies"u8);
        foreach (var cookie in cookies)
            writer.WriteStringValue(cookie);
        writer.WriteEndArray();
    }
}
