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

/// <summary>Writes a response as the front door wants it that sent the request. What it returns is valid until it writes the next.</summary>
internal sealed class ResponseWriter : IDisposable
{
    /// <summary>6 MiB and 100 bytes: what the Runtime API accepts.</summary>
    public const int MaximumBytes = (6 * 1024 * 1024) + 100;

    /// <summary>1 MB: docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html.</summary>
    public const int LoadBalancerMaximumBytes = 1024 * 1024;

    /// <summary>API Gateway looks for the end of the prelude in the first 16 KB (docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html).</summary>
    public const int RestPreludeMaximumBytes = 16 * 1024;

    private const int PieceBytes = 32 * 1024;

    private static readonly JsonWriterOptions Options = new()
    {
        // The default encoder makes six bytes of every quote and of all that is not ASCII.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ResponseBuffer _json = new();
    private readonly Utf8JsonWriter _writer;
    private readonly ResponseEncodings? _encodings;
    private (int Status, string Reason, string Text) _described = (0, "", "");

    /// <param name="encodings">What the app has said of bodies; null leaves it to their content.</param>
    public ResponseWriter(ResponseEncodings? encodings = null) => (_writer, _encodings) = (new Utf8JsonWriter(_json, Options), encodings);

    /// <exception cref="ResponseTooLargeException">Lambda or the front door would refuse the response.</exception>
    /// <exception cref="InvalidResponseHeaderException">A header could not be sent over HTTP.</exception>
    public ReadOnlySpan<byte> Write(LambdaResponse response, FrontDoor door, string method)
    {
        var body = MayHaveBody(response.StatusCode, method) ? response.BodyFeature.Written : default;
        ThrowIfTooLarge("The body of the response", body.Length, door);
        Start(response, door, method);
        WriteBody(response.Headers, body);
        End();
        ThrowIfTooLarge("The response as JSON", _json.Count, door);
        return _json.Written;
    }

    /// <summary>What stands before a streamed body, as the chunk it is sent in.</summary>
    /// <exception cref="ResponseTooLargeException">API Gateway would not find its end.</exception>
    /// <exception cref="InvalidResponseHeaderException">A header could not be sent over HTTP.</exception>
    public ReadOnlySpan<byte> WritePrelude(LambdaResponse response, FrontDoor door, string method)
    {
        Start(response, door, method);
        End();
        _json.Write("\0\0\0\0\0\0\0\0"u8);
        if (door == FrontDoor.RestApi && _json.Count > RestPreludeMaximumBytes)
            throw new ResponseTooLargeException(
                "The head of the streamed response", _json.Count, "a REST API", RestPreludeMaximumBytes, "Send fewer or shorter headers.");
        return _json.Chunk();
    }

    /// <summary>RFC 9110, section 6.4.1; and 205, which Kestrel keeps empty, too.</summary>
    public static bool MayHaveBody(int status, string method) =>
        !HttpMethods.IsHead(method)
        && status is >= 200 and not StatusCodes.Status204NoContent
            and not StatusCodes.Status205ResetContent and not StatusCodes.Status304NotModified;

    public void Dispose() => _writer.Dispose();

    private void Start(LambdaResponse response, FrontDoor door, string method)
    {
        _json.Clear();
        _writer.Reset(_json);
        _writer.WriteStartObject();
        _writer.WriteNumber("statusCode"u8, response.StatusCode);
        if (door is FrontDoor.LoadBalancer or FrontDoor.LoadBalancerMultiValue)
            _writer.WriteString("statusDescription"u8, Description(response));
        ResponseHeaders.Write(_writer, response.Headers, door, HttpMethods.IsHead(method) && response.StatusCode != StatusCodes.Status204NoContent);
    }

    private void WriteBody(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var isText = IsText(headers, body);
        if (isText)
            WriteText(body);
        else
            _writer.WriteBase64String("body"u8, body);
        _writer.WriteBoolean("isBase64Encoded"u8, !isText);
    }

    /// <summary>
    /// In pieces if it is long: the JSON writer copies a text in which one character needs an escape into room for six times its
    /// length, and keeps that. A function of 128 MB has not so much to spare.
    /// </summary>
    private void WriteText(ReadOnlySpan<byte> body)
    {
        if (body.Length <= PieceBytes)
        {
            _writer.WriteString("body"u8, body);
            return;
        }

        // What is flushed may move: now the buffer grows once, and not by doubling.
        _writer.Flush();
        _json.GetMemory(body.Length + PieceBytes);
        _writer.WritePropertyName("body"u8);
        for (; body.Length > PieceBytes; body = body[PieceBytes..])
            _writer.WriteStringValueSegment(body[..PieceBytes], isFinalSegment: false);
        _writer.WriteStringValueSegment(body, isFinalSegment: true);
    }

    private void End()
    {
        _writer.WriteEndObject();
        _writer.Flush();
    }

    private static void ThrowIfTooLarge(string what, int size, FrontDoor door)
    {
        var isLoadBalancer = door is FrontDoor.LoadBalancer or FrontDoor.LoadBalancerMultiValue;
        var limit = isLoadBalancer ? LoadBalancerMaximumBytes : MaximumBytes;
        if (size > limit)
            throw new ResponseTooLargeException(what, size, isLoadBalancer ? "an Application Load Balancer" : "Lambda", limit, "Send less, or stream it.");
    }

    /// <summary>Such as "200 OK".</summary>
    private string Description(LambdaResponse response)
    {
        var reason = response.ReasonPhrase ?? ReasonPhrases.GetReasonPhrase(response.StatusCode);
        if ((response.StatusCode, reason) == (_described.Status, _described.Reason))
            return _described.Text;
        if (!HeaderText.IsResponseValue(reason))
            throw InvalidResponseHeaderException.Value("ReasonPhrase");
        _described = (response.StatusCode, reason, string.Create(CultureInfo.InvariantCulture, $"{response.StatusCode} {reason}"));
        return _described.Text;
    }

    /// <summary>By content, never by a list of types: what is valid UTF-8 survives as text, the rest as base64. An app may insist on base64.</summary>
    private bool IsText(IHeaderDictionary headers, ReadOnlySpan<byte> body) =>
        body.IsEmpty || (MayBeText(headers) && Utf8.IsValid(body) && !body.Contains((byte)0));

    private bool MayBeText(IHeaderDictionary headers) =>
        _encodings?.AllowText(headers) ?? headers[HeaderNames.ContentEncoding] is [] or ["identity"];
}
