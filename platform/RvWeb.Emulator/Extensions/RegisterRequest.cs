using System.Text.Json;

namespace RvWeb.Emulator.Extensions;

/// <summary>The body of <c>extension/register</c>.</summary>
internal static class RegisterRequest
{
    /// <returns>The events it asks for.</returns>
    /// <exception cref="FormatException">The body cannot be understood; the message says why.</exception>
    public static IReadOnlyList<string> ReadEvents(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? ReadEvents(json.RootElement)
                : throw new FormatException("the body is not a JSON object");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"the body is not JSON: {exception.Message}", exception);
        }
    }

    private static IReadOnlyList<string> ReadEvents(JsonElement request)
    {
        if (request.TryGetProperty("configurationKeys", out var keys) && keys.ValueKind == JsonValueKind.Array && keys.GetArrayLength() > 0)
            throw new FormatException("configurationKeys are deprecated; use environment variables instead");
        if (!request.TryGetProperty("events", out var events) || events.ValueKind == JsonValueKind.Null)
            return [];
        if (events.ValueKind != JsonValueKind.Array || events.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String))
            throw new FormatException("events is not an array of strings");
        return [.. events.EnumerateArray().Select(name => name.GetString()!)];
    }
}
