using System.Globalization;
using System.Text;
using System.Text.Json;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.HttpEvents;

/// <summary>
/// Turns what the function returned into an HTTP response by the rules of payload format 2.0. An object with a
/// <c>statusCode</c> is taken by its fields; anything else is inferred to be the body of a 200.
/// Source: docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html (response payloads), and recordings.
/// </summary>
/// <param name="defaultContentType">Of an answer that has a status and no content type.</param>
/// <param name="keepsInferred">Whether an inferred body stays as the function spelled it; it is without white space otherwise.</param>
internal sealed class Format2ResponseReader(string defaultContentType, bool keepsInferred)
{
    private const string InferredContentType = "application/json";

    /// <returns>Null if it cannot be a response.</returns>
    public ViewerResponse? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            var isStructured = IsStructured(payload.Span);
            var response = isStructured ? Structured(payload.Span) : Inferred(payload);
            return ResponseHeaders.AreValid(response) ? ResponseHeaders.Normalize(response, isStructured ? defaultContentType : InferredContentType) : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return null; // not JSON, or a field that is not what it must be
        }
    }

    /// <summary>Status, headers and cookies of a streamed response; a missing status is 200.</summary>
    /// <returns>Null if it is not such an object. It may not have <c>multiValueHeaders</c>: function URLs refuse those.</returns>
    public static ViewerResponse? ReadPrelude(ReadOnlySpan<byte> prelude, string defaultContentType)
    {
        try
        {
            var response = Structured(prelude, isPrelude: true);
            return ResponseHeaders.AreValid(response) ? ResponseHeaders.Normalize(response with { Body = default }, defaultContentType) : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return null; // not JSON, or a field that is not what it must be
        }
    }

    private static bool IsStructured(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        if (payload.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("statusCode"u8))
                return true;
            reader.Skip();
        }
        return false;
    }

    private static ViewerResponse Structured(ReadOnlySpan<byte> payload, bool isPrelude = false)
    {
        var reader = new Utf8JsonReader(payload);
        var response = new ViewerResponse();
        var body = default(Utf8JsonReader);
        var isBase64 = false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new FormatException();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "statusCode":
                    response = response with { Status = Status(ref reader) };
                    break;
                case "headers" when reader.TokenType == JsonTokenType.StartObject:
                    response = response with { Headers = Headers(ref reader) };
                    break;
                case "cookies" when reader.TokenType == JsonTokenType.StartArray:
                    response = response with { Cookies = Cookies(ref reader) };
                    break;
                case "isBase64Encoded":
                    isBase64 = reader.TokenType == JsonTokenType.True;
                    break;
                case "multiValueHeaders" when isPrelude:
                    throw new FormatException();
                case "body":
                    body = reader;
                    break;
            }
            reader.Skip();
        }
        reader.Read(); // throws if something follows
        return response with { Body = Body(body, isBase64) };
    }

    private static int Status(ref Utf8JsonReader reader)
    {
        var isNumber = int.TryParse(Scalar(ref reader), NumberStyles.None, CultureInfo.InvariantCulture, out var status);
        // 1xx is not an answer, and HTTP has three digits.
        return isNumber && status is >= 200 and <= 999 ? status : throw new FormatException();
    }

    private static List<KeyValuePair<string, string>> Headers(ref Utf8JsonReader reader)
    {
        var headers = new List<KeyValuePair<string, string>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            // multiValueHeaders, and so lists, belong to format 1.0.
            if (Scalar(ref reader) is { } value)
                headers.Add(new(name, value));
            reader.Skip();
        }
        return headers;
    }

    private static List<string> Cookies(ref Utf8JsonReader reader)
    {
        var cookies = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Scalar(ref reader) is { } cookie)
                cookies.Add(cookie);
            reader.Skip();
        }
        return cookies;
    }

    private static string? Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => null,
    };

    private static ReadOnlyMemory<byte> Body(Utf8JsonReader body, bool isBase64) => body.TokenType switch
    {
        JsonTokenType.None or JsonTokenType.Null => default,
        JsonTokenType.String when isBase64 => body.GetBytesFromBase64(),
        JsonTokenType.String => Text(ref body),
        _ => JsonText.Spaced(body),
    };

    private ViewerResponse Inferred(ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty)
            return new ViewerResponse();
        var reader = new Utf8JsonReader(payload.Span);
        reader.Read();
        var isText = reader.TokenType == JsonTokenType.String;
        var body = isText ? Text(ref reader) : JsonText.Compact(ref reader);
        reader.Read(); // throws if something follows
        return new ViewerResponse { Body = keepsInferred && !isText ? payload : body };
    }

    private static ReadOnlyMemory<byte> Text(ref Utf8JsonReader reader)
    {
        var text = new byte[reader.ValueSpan.Length];
        return text.AsMemory(0, reader.CopyString(text));
    }
}
