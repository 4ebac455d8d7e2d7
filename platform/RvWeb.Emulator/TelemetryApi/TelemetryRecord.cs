using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.Output.Events;

namespace RvWeb.Emulator.TelemetryApi;

/// <summary>One thing that happened in an environment: the platform's event, or a line that a process printed.</summary>
/// <param name="Stream">Whose it is.</param>
/// <param name="At">When.</param>
/// <param name="Happened">Null for a line.</param>
/// <param name="Line">Null for an event.</param>
internal readonly record struct TelemetryRecord(TelemetryStreams Stream, DateTimeOffset At, PlatformEvent? Happened, string? Line)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="asObjects">Whether a line that is a JSON object stays one; otherwise it is text.</param>
    public ReadOnlyMemory<byte> Serialize(bool asObjects)
    {
        if (Happened is not null)
            return PlatformLog.Serialize(Happened, At);
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteString("time"u8, At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("type"u8, Stream == TelemetryStreams.Function ? "function"u8 : "extension"u8);
            json.WritePropertyName("record"u8);
            WriteLine(json, Line!, asObjects);
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static void WriteLine(Utf8JsonWriter json, string line, bool asObjects)
    {
        if (asObjects && IsObject(line))
            json.WriteRawValue(line, skipInputValidation: true);
        else
            json.WriteStringValue(line);
    }

    private static bool IsObject(string line)
    {
        if (!line.StartsWith('{'))
            return false;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
        try
        {
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false; // a line that only looks like it
        }
    }
}
