using System.Text.Json;

namespace RvWeb.Lambda.Events;

internal static class EventBody
{
    /// <exception cref="MalformedEventException">The body is no string, or not the base64 it claims to be.</exception>
    public static ArraySegment<byte> Read(in EventParts parts)
    {
        if (!parts.Has(EventField.Body))
            return ArraySegment<byte>.Empty;
        var reader = parts.Open(EventField.Body);
        if (reader.TokenType != JsonTokenType.String)
            throw MalformedEventException.WrongType(EventField.Body, reader.TokenType, "a string");
        try
        {
            return parts.Flag(EventField.IsBase64) ? Base64(ref reader) : Text(ref reader);
        }
        catch (InvalidOperationException)
        {
            throw MalformedEventException.NotUnicode(EventField.Body);
        }
    }

    private static ArraySegment<byte> Base64(ref Utf8JsonReader reader) =>
        reader.TryGetBytesFromBase64(out var bytes)
            ? bytes
            : throw MalformedEventException.Wrong(EventField.Body, "is not valid base64, though isBase64Encoded says so");

    private static ArraySegment<byte> Text(ref Utf8JsonReader reader)
    {
        // Escapes make the JSON longer than the text, never shorter.
        var bytes = GC.AllocateUninitializedArray<byte>(reader.ValueSpan.Length);
        return new ArraySegment<byte>(bytes, 0, reader.CopyString(bytes));
    }
}
