using System.Buffers;
using System.Text.Json;

namespace RvWeb.Emulator.HttpEvents;

/// <summary>JSON values as bodies, in the two spellings function URLs use (recorded).</summary>
internal static class JsonText
{
    /// <summary>Without white space: an inferred body. Leaves the reader on the value's last token.</summary>
    public static ReadOnlyMemory<byte> Compact(ref Utf8JsonReader reader) => Write(ref reader, ":"u8, ","u8);

    /// <summary>With a space after colon and comma: a <c>body</c> that is no string.</summary>
    public static ReadOnlyMemory<byte> Spaced(Utf8JsonReader reader) => Write(ref reader, ": "u8, ", "u8);

    private static ReadOnlyMemory<byte> Write(ref Utf8JsonReader reader, ReadOnlySpan<byte> colon, ReadOnlySpan<byte> comma)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var depth = reader.CurrentDepth;
        var first = true;
        while (true)
        {
            var closes = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (!first && !closes)
                buffer.Write(comma);
            first = WriteToken(buffer, ref reader, colon);
            if (reader.CurrentDepth == depth && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                return buffer.WrittenMemory;
            reader.Read();
        }
    }

    /// <returns>True if no comma may follow.</returns>
    private static bool WriteToken(ArrayBufferWriter<byte> buffer, ref Utf8JsonReader reader, ReadOnlySpan<byte> colon)
    {
        var quoted = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        if (quoted)
            buffer.Write("\""u8);
        buffer.Write(reader.ValueSpan); // as the function escaped it
        if (quoted)
            buffer.Write("\""u8);
        if (reader.TokenType == JsonTokenType.PropertyName)
            buffer.Write(colon);
        return reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.StartObject or JsonTokenType.StartArray;
    }
}
