using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RvWeb.Emulator.HttpEvents;

/// <summary>An event's JSON, with text as it is: escapes would only make it longer.</summary>
internal static class EventJson
{
    private const int EnvelopeBytes = 2048;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <param name="bodyLength">Of the request, for the room it will need.</param>
    /// <param name="writeFields">Writes what is between the outermost braces.</param>
    public static ReadOnlyMemory<byte> Write(int bodyLength, Action<Utf8JsonWriter> writeFields)
    {
        var buffer = new ArrayBufferWriter<byte>(EnvelopeBytes + (bodyLength * 4 / 3));
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        writeFields(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>A property that is there and null.</summary>
    public static void WriteNulls(Utf8JsonWriter writer, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            writer.WriteNull(name);
    }
}
