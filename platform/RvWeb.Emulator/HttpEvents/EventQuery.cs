using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace RvWeb.Emulator.HttpEvents;

/// <summary>The query as names and values, in the order of their first appearance.</summary>
internal static class EventQuery
{
    /// <param name="rawQuery">Without the question mark.</param>
    /// <param name="separators">What parameters are cut at.</param>
    /// <param name="read">What is made of each name and value.</param>
    public static IReadOnlyList<KeyValuePair<string, StringValues>> Parse(string rawQuery, char[] separators, Func<string, string> read) =>
    [
        .. rawQuery.Split(separators, StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => Cut(pair))
            .Select(pair => (Name: read(pair.Name), Value: read(pair.Value)))
            .GroupBy(pair => pair.Name)
            .Select(group => KeyValuePair.Create(group.Key, new StringValues([.. group.Select(pair => pair.Value)]))),
    ];

    /// <summary>Form decoding; an escape that is none, or no UTF-8, stays as it is.</summary>
    public static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    /// <summary>The decoded query beside the raw one, in payload format 2.0: repeats joined with a comma; absent if there is no query.</summary>
    public static void WriteJoined(Utf8JsonWriter writer, string rawQuery)
    {
        if (rawQuery.Length == 0)
            return;
        writer.WriteStartObject("queryStringParameters"u8);
        foreach (var (name, values) in Parse(rawQuery, ['&'], Decode))
            writer.WriteString(name, string.Join(',', values.ToArray()));
        writer.WriteEndObject();
    }

    private static (string Name, string Value) Cut(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
    }
}
