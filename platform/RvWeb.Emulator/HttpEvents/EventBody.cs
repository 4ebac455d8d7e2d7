using System.Text.Json;
using System.Text.Unicode;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.HttpEvents;

/// <summary>A request's body in an event: text, or base64.</summary>
internal static class EventBody
{
    /// <summary>
    /// Whether function URLs, HTTP APIs and load balancers leave a body as text: four groups of types; all else, a missing
    /// type included, is encoded. Text that is not UTF-8 would not survive as a JSON string, so it goes as base64, whatever
    /// its type says.
    /// </summary>
    public static bool IsText(ViewerRequest request) => IsTextType(MediaType(request.Header("content-type"))) && Utf8.IsValid(request.Body.Span);

    /// <summary>Without parameters.</summary>
    public static string MediaType(string header) => header.Split(';')[0].Trim();

    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> body, bool isText)
    {
        if (isText)
            writer.WriteString("body"u8, body);
        else
            writer.WriteBase64String("body"u8, body);
        writer.WriteBoolean("isBase64Encoded"u8, !isText);
    }

    private static bool IsTextType(string type) =>
        type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || type.Equals("application/xml", StringComparison.OrdinalIgnoreCase)
        || type.Equals("application/javascript", StringComparison.OrdinalIgnoreCase);
}
