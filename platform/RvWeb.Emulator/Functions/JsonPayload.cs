using System.Text.Json;

namespace RvWeb.Emulator.Functions;

/// <summary>Tells whether bytes are one JSON value, and of what kind.</summary>
internal static class JsonPayload
{
    /// <returns>What is wrong, or null.</returns>
    public static string? Problem(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload);
            while (reader.Read())
                reader.TrySkip();
            return null;
        }
        catch (JsonException exception)
        {
            return exception.Message;
        }
    }

    public static bool IsObject(ReadOnlySpan<byte> payload) =>
        payload.TrimStart(" \t\r\n"u8).StartsWith("{"u8) && Problem(payload) is null;
}
