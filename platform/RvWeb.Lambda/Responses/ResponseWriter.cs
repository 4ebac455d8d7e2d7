using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace RvWeb.Lambda.Responses;

/// <summary>Writes a response as payload 2.0 wants it: single header values, cookies apart, binary as base64.</summary>
internal static class ResponseWriter
{
    /// <summary>6 MiB and 100 bytes: what the Runtime API accepts.</summary>
    public const int MaximumBytes = (6 * 1024 * 1024) + 100;

    private static readonly JsonWriterOptions Options = new()
    {
        // The default encoder makes six bytes of every quote and of all that is not ASCII.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <exception cref="ResponseTooLargeException">Lambda would refuse the response.</exception>
    public static ReadOnlyMemory<byte> Write(LambdaResponse response, string method)
    {
        var body = MayHaveBody(response.StatusCode, method) ? response.BodyFeature.Written : default;
        var isText = IsText(response.Headers, body.Span);
        var json = new ArrayBufferWriter<byte>(body.Length + 512);
        using var writer = new Utf8JsonWriter(json, Options);
        writer.WriteStartObject();
        writer.WriteNumber("statusCode"u8, response.StatusCode);
        WriteHeaders(writer, response.Headers, method);
        WriteCookies(writer, response.Headers.SetCookie);
        if (isText)
            writer.WriteString("body"u8, body.Span);
        else
            writer.WriteBase64String("body"u8, body.Span);
        writer.WriteBoolean("isBase64Encoded"u8, !isText);
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenCount <= MaximumBytes
            ? json.WrittenMemory
            : throw new ResponseTooLargeException(json.WrittenCount, MaximumBytes);
    }

    private static void WriteHeaders(Utf8JsonWriter writer, IHeaderDictionary headers, string method)
    {
        writer.WriteStartObject("headers"u8);
        foreach (var (name, values) in headers)
            if (values.Count > 0 && Passes(name, method))
                writer.WriteString(name, values is [{ } single] ? single : string.Join(", ", values.ToArray()));
        writer.WriteEndObject();
    }

    private static void WriteCookies(Utf8JsonWriter writer, StringValues cookies)
    {
        if (cookies.Count == 0)
            return;
        writer.WriteStartArray("cookies"u8);
        foreach (var cookie in cookies)
            writer.WriteStringValue(cookie);
        writer.WriteEndArray();
    }

    /// <summary>RFC 9110, section 6.4.1.</summary>
    private static bool MayHaveBody(int status, string method) =>
        !HttpMethods.IsHead(method)
        && status is >= 200 and not StatusCodes.Status204NoContent and not StatusCodes.Status304NotModified;

    /// <summary>The front door frames the body itself; hop-by-hop fields end here (RFC 9110, section 7.6.1).</summary>
    private static bool Passes(string name, string method) => name.ToLowerInvariant() switch
    {
        "set-cookie" or "connection" or "keep-alive" or "proxy-authenticate" or "proxy-authorization" or "proxy-connection"
            or "te" or "trailer" or "transfer-encoding" or "upgrade" => false,
        "content-length" => HttpMethods.IsHead(method),
        _ => true,
    };

    /// <summary>By content, never by a list of types: what is valid UTF-8 survives as text, the rest as base64.</summary>
    private static bool IsText(IHeaderDictionary headers, ReadOnlySpan<byte> body) =>
        headers[HeaderNames.ContentEncoding] is [] or ["identity"] && Utf8.IsValid(body) && !body.Contains((byte)0);
}
