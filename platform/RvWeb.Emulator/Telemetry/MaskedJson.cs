using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RvWeb.Emulator.Telemetry;

/// <summary>
/// A payload as it may be shown: values whose name says that they are secret are masked, also in JSON and in name=value pairs
/// inside of strings; long strings are cut; what goes beyond the limit is left out. The result is JSON whatever was left out.
/// </summary>
internal static class MaskedJson
{
    /// <summary>Bytes after which nothing more is copied.</summary>
    public const int Limit = 8 * 1024;

    /// <summary>Characters shown of one string.</summary>
    public const int StringLimit = 2_000;

    private const int DeepestString = 2;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <returns>Null for an empty payload.</returns>
    public static string? Of(ReadOnlySpan<byte> payload) =>
        payload.IsEmpty ? null : Copy(payload, 0) ?? $"\"{payload.Length} bytes that are no JSON\"";

    /// <returns>Null if it is no JSON.</returns>
    private static string? Copy(ReadOnlySpan<byte> json, int depth)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        try
        {
            var reader = new Utf8JsonReader(json);
            using var writer = new Utf8JsonWriter(buffer, Writing);
            var open = new Stack<JsonTokenType>();
            while (reader.Read())
            {
                if (writer.BytesCommitted + writer.BytesPending > Limit)
                {
                    Close(writer, open);
                    break;
                }
                Write(ref reader, writer, open, depth);
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null; // the second is what a reader throws at text that is no UTF-8
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(ref Utf8JsonReader reader, Utf8JsonWriter writer, Stack<JsonTokenType> open, int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                open.Push(reader.TokenType);
                writer.WriteStartObject();
                break;
            case JsonTokenType.StartArray:
                open.Push(reader.TokenType);
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                End(writer, open.Pop());
                break;
            case JsonTokenType.PropertyName:
                Name(ref reader, writer);
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(Text(reader.GetString()!, depth));
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private static void Name(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        var name = reader.GetString()!;
        writer.WritePropertyName(name);
        if (!SecretNames.Has(name))
            return;
        reader.Skip(); // the whole value, which may be a list
        writer.WriteStringValue(SecretNames.Mask);
    }

    // A body is text that may be JSON itself, or a form.
    private static string Text(string text, int depth)
    {
        var masked = depth < DeepestString && text.AsSpan().TrimStart() is ['{' or '[', ..] && Copy(Encoding.UTF8.GetBytes(text), depth + 1) is { } json
            ? json
            : SecretNames.MaskPairs(text);
        if (masked.Length <= StringLimit)
            return masked;
        var end = char.IsHighSurrogate(masked[StringLimit - 1]) ? StringLimit - 1 : StringLimit;
        return $"{masked.AsSpan(0, end)}… ({text.Length} characters)";
    }

    private static void Close(Utf8JsonWriter writer, Stack<JsonTokenType> open)
    {
        if (open.TryPeek(out var innermost) && innermost == JsonTokenType.StartObject)
            writer.WriteString("…"u8, "left out"u8);
        while (open.TryPop(out var kind))
            End(writer, kind);
    }

    private static void End(Utf8JsonWriter writer, JsonTokenType start)
    {
        if (start == JsonTokenType.StartObject)
            writer.WriteEndObject();
        else
            writer.WriteEndArray();
    }
}
