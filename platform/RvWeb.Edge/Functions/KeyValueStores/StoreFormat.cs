using System.Text;
using System.Text.Json;

namespace RvWeb.Edge.Functions.KeyValueStores;

/// <summary>
/// The file format for imports, <c>{"data":[{"key":…,"value":…}]}</c>, with its limits
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/kvs-with-functions-create-s3-kvp.html, and cloudfront-limits.html).
/// </summary>
internal static class StoreFormat
{
    private const int KeyBytes = 512;
    private const int ValueBytes = 1024;
    private const int AllBytes = 5 * 1024 * 1024;

    /// <exception cref="FormatException">It is not of this format, or too large; the message says what and where.</exception>
    public static Dictionary<string, string> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
                throw new FormatException("an object with the list 'data' is needed: {\"data\":[{\"key\":\"…\",\"value\":\"…\"}]}");
            return Read(data);
        }
        catch (JsonException malformed)
        {
            throw new FormatException($"it is not JSON (line {malformed.LineNumber + 1})", malformed);
        }
    }

    private static Dictionary<string, string> Read(JsonElement data)
    {
        var (values, size) = (new Dictionary<string, string>(StringComparer.Ordinal), 0);
        foreach (var (at, entry) in data.EnumerateArray().Index())
        {
            var (key, value) = (Text(entry, "key", at, KeyBytes), Text(entry, "value", at, ValueBytes));
            if (!values.TryAdd(key, value))
                throw new FormatException($"data[{at}] has the key '{key}' a second time");
            size += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value);
            if (size > AllBytes)
                throw new FormatException($"data[{at}] exceeds the {AllBytes} bytes that a key value store holds");
        }

        return values;
    }

    private static string Text(JsonElement entry, string name, int at, int limit)
    {
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty(name, out var node) || node.ValueKind != JsonValueKind.String)
            throw new FormatException($"data[{at}].{name} must be a string");
        var text = node.GetString()!;
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (name == "key" && bytes == 0)
            throw new FormatException($"data[{at}].key is empty");
        return bytes <= limit ? text : throw new FormatException($"data[{at}].{name} has {bytes} bytes: at most {limit} are allowed");
    }
}
