using System.Text.Json;

namespace RvWeb.Emulator.FunctionUrl;

/// <summary>The decoded query beside the raw one: repeats joined with a comma; absent if there is no query.</summary>
internal static class EventQuery
{
    public static void Write(Utf8JsonWriter writer, string rawQuery)
    {
        if (rawQuery.Length == 0)
            return;
        writer.WriteStartObject("queryStringParameters"u8);
        foreach (var parameter in rawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Decode).GroupBy(pair => pair.Name))
            writer.WriteString(parameter.Key, string.Join(',', parameter.Select(pair => pair.Value)));
        writer.WriteEndObject();
    }

    private static (string Name, string Value) Decode(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (Decoded(pair), "") : (Decoded(pair[..equals]), Decoded(pair[(equals + 1)..]));
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
