using System.Buffers;
using System.Text.Json;

namespace RvWeb.Lambda.Events;

internal static class EventBody
{
    /// <exception cref="MalformedEventException">The body is no string, or not the base64 it claims to be.</exception>
    public static ReadOnlyMemory<byte> Read(in EventParts parts)
    {
        if (!parts.Has(EventField.Body))
            return default;
        var reader = parts.Open(EventField.Body);
        if (reader.TokenType != JsonTokenType.String)
            throw MalformedEventException.WrongType(EventField.Body, reader.TokenType, "a string");
        try
        {
            return parts.Flag(EventField.IsBase64) ? Base64(ref reader, parts.Memory) : Copy(ref reader, parts.Memory);
        }
        catch (InvalidOperationException)
        {
            throw MalformedEventException.NotUnicode(EventField.Body);
        }
    }

    private static ReadOnlyMemory<byte> Base64(ref Utf8JsonReader reader, EventMemory memory)
    {
        var text = Copy(ref reader, memory);
        return System.Buffers.Text.Base64.DecodeFromUtf8InPlace(text.Span, out var length) == OperationStatus.Done
            ? text[..length]
            : throw MalformedEventException.Wrong(EventField.Body, "is not valid base64, though isBase64Encoded says so");
    }

    private static Memory<byte> Copy(ref Utf8JsonReader reader, EventMemory memory)
    {
        // Escapes make the JSON longer than the text, never shorter.
        var room = memory.Body(reader.ValueSpan.Length);
        return room.AsMemory(0, reader.CopyString(room));
    }
}
