using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.TraceDetail;

/// <summary>JSON with line breaks, as people read it.</summary>
internal static class PayloadText
{
    // The pages encode it for HTML; escaping it twice would make it unreadable.
    private static readonly JsonWriterOptions Writing = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The text itself if it is no JSON, or none that a page should lay out.</returns>
    public static string Of(string text)
    {
        if (text.Length > 64 * 1024)
            return text.Shortened(64 * 1024);
        try
        {
            using var document = JsonDocument.Parse(text);
            var buffer = new ArrayBufferWriter<byte>(text.Length * 2);
            using (var writer = new Utf8JsonWriter(buffer, Writing))
                document.RootElement.WriteTo(writer);
            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
