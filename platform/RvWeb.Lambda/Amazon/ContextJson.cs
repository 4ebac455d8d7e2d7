using System.Text.Json;

namespace RvWeb.Lambda.Amazon;

/// <summary>Reads the JSON that stands in headers of an invocation.</summary>
internal static class ContextJson
{
    /// <summary>A null or empty text is an empty object.</summary>
    /// <exception cref="InvalidOperationException">It is not a JSON object.</exception>
    public static JsonElement Parse(string? json, string what)
    {
        try
        {
            var element = JsonElement.Parse(string.IsNullOrEmpty(json) ? "{}" : json);
            if (element.ValueKind == JsonValueKind.Object)
                return element;
        }
        catch (JsonException)
        {
            // Said below; it holds the invoker's data, which is not repeated.
        }

        throw new InvalidOperationException($"The invocation's {what} is not a JSON object; ask who invoked the function.");
    }

    public static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? Text(value) : null;

    public static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>The fields of the object of that name; none if there is no such object.</summary>
    public static Dictionary<string, string> Map(JsonElement parent, string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        if (parent.TryGetProperty(name, out var fields) && fields.ValueKind == JsonValueKind.Object)
            foreach (var field in fields.EnumerateObject())
                map[field.Name] = Text(field.Value);
        return map;
    }
}
