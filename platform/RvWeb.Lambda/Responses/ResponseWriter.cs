using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using RvWeb.Lambda.Events;

namespace RvWeb.Lambda.Responses;

/// <summary>Writes a response as the front door wants it that sent the request.</summary>
internal static class ResponseWriter
{
    /// <summary>6 MiB and 100 bytes: what the Runtime API accepts.</summary>
    public const int MaximumBytes = (6 * 1024 * 1024) + 100;

    /// <summary>1 MB: docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html.</summary>
    public const int LoadBalancerMaximumBytes = 1024 * 1024;

    private static readonly JsonWriterOptions Options = new()
    {
        // The default encoder makes six bytes of every quote and of all that is not ASCII.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <exception cref="ResponseTooLargeException">Lambda or the front door would refuse the response.</exception>
    /// <exception cref="InvalidResponseHeaderException">A header could not be sent over HTTP.</exception>
    public static ReadOnlyMemory<byte> Write(LambdaResponse response, FrontDoor door, string method)
    {
        var body = MayHaveBody(response.StatusCode, method) ? response.BodyFeature.Written : default;
        ThrowIfTooLarge("The body of the response", body.Length, door);
        var json = new ArrayBufferWriter<byte>(body.Length + 512);
        using var writer = new Utf8JsonWriter(json, Options);
        writer.WriteStartObject();
        writer.WriteNumber("statusCode"u8, response.StatusCode);
        if (door is FrontDoor.LoadBalancer or FrontDoor.LoadBalancerMultiValue)
            writer.WriteString("statusDescription"u8, Description(response));
        ResponseHeaders.Write(writer, response.Headers, door, method);
        WriteBody(writer, response.Headers, body.Span);
        writer.WriteEndObject();
        writer.Flush();
        ThrowIfTooLarge("The response as JSON", json.WrittenCount, door);
        return json.WrittenMemory;
    }

    private static void WriteBody(Utf8JsonWriter writer, IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var isText = IsText(headers, body);
        if (isText)
            writer.WriteString("body"u8, body);
        else
            writer.WriteBase64String("body"u8, body);
        writer.WriteBoolean("isBase64Encoded"u8, !isText);
    }

    private static void ThrowIfTooLarge(string what, int size, FrontDoor door)
    {
        var isLoadBalancer = door is FrontDoor.LoadBalancer or FrontDoor.LoadBalancerMultiValue;
        var limit = isLoadBalancer ? LoadBalancerMaximumBytes : MaximumBytes;
        if (size > limit)
            throw new ResponseTooLargeException(what, size, isLoadBalancer ? "an Application Load Balancer" : "Lambda", limit);
    }

    /// <summary>Such as "200 OK".</summary>
    private static string Description(LambdaResponse response)
    {
        var reason = response.ReasonPhrase ?? ReasonPhrases.GetReasonPhrase(response.StatusCode);
        return HeaderText.IsResponseValue(reason)
            ? string.Create(CultureInfo.InvariantCulture, $"{response.StatusCode} {reason}")
            : throw InvalidResponseHeaderException.Value("ReasonPhrase");
    }

    /// <summary>RFC 9110, section 6.4.1; and 205, which Kestrel keeps empty, too.</summary>
    private static bool MayHaveBody(int status, string method) =>
        !HttpMethods.IsHead(method)
        && status is >= 200 and not StatusCodes.Status204NoContent
            and not StatusCodes.Status205ResetContent and not StatusCodes.Status304NotModified;

    /// <summary>By content, never by a list of types: what is valid UTF-8 survives as text, the rest as base64.</summary>
    private static bool IsText(IHeaderDictionary headers, ReadOnlySpan<byte> body) =>
        body.IsEmpty || (headers[HeaderNames.ContentEncoding] is [] or ["identity"] && Utf8.IsValid(body) && !body.Contains((byte)0));
}
