using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Signatures;

namespace RvWeb.Emulator.FunctionUrl;

/// <summary>
/// Payload format 2.0 as function URLs send it, which differs from HTTP APIs': the raw path stays encoded and cookies are
/// in the headers too. Source: docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html, and recordings.
/// </summary>
internal sealed class FunctionUrlEvent(FunctionUrlAddress address)
{
    private const int EnvelopeBytes = 2048;

    // Of AuthType NONE.
    private const string AnonymousAccountId = "anonymous";

    private static readonly JsonWriterOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public ReadOnlyMemory<byte> Write(ViewerRequest request, string requestId, DateTimeOffset now, string traceRoot)
    {
        var buffer = new ArrayBufferWriter<byte>(EnvelopeBytes + (request.Body.Length * 4 / 3));
        using var writer = new Utf8JsonWriter(buffer, Json);
        writer.WriteStartObject();
        writer.WriteString("version"u8, "2.0"u8);
        writer.WriteString("routeKey"u8, "$default"u8);
        writer.WriteString("rawPath"u8, request.RawPath);
        writer.WriteString("rawQueryString"u8, request.RawQuery);
        WriteCookies(writer, request);
        EventHeaders.Write(writer, request, traceRoot);
        EventQuery.Write(writer, request.RawQuery);
        WriteContext(writer, request, requestId, now);
        WriteBody(writer, request);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteCookies(Utf8JsonWriter writer, ViewerRequest request)
    {
        var cookies = request.Headers.Where(header => header.Key.Equals("cookie", StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => header.Value)
            .SelectMany(value => (value ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToArray();
        if (cookies.Length == 0)
            return;
        writer.WriteStartArray("cookies"u8);
        foreach (var cookie in cookies)
            writer.WriteStringValue(cookie);
        writer.WriteEndArray();
    }

    private void WriteContext(Utf8JsonWriter writer, ViewerRequest request, string requestId, DateTimeOffset now)
    {
        writer.WriteStartObject("requestContext"u8);
        writer.WriteString("accountId"u8, request.Caller is null ? AnonymousAccountId : FunctionArn.AccountId);
        writer.WriteString("apiId"u8, address.Id);
        if (request.Caller is { } caller)
            WriteCaller(writer, caller);
        writer.WriteString("domainName"u8, address.DomainName);
        writer.WriteString("domainPrefix"u8, address.Id);
        writer.WriteStartObject("http"u8);
        writer.WriteString("method"u8, request.Method);
        writer.WriteString("path"u8, Uri.UnescapeDataString(request.RawPath));
        writer.WriteString("protocol"u8, request.Protocol);
        writer.WriteString("sourceIp"u8, request.SourceIp);
        writer.WriteString("userAgent"u8, request.Header("user-agent"));
        writer.WriteEndObject();
        writer.WriteString("requestId"u8, requestId);
        writer.WriteString("routeKey"u8, "$default"u8);
        writer.WriteString("stage"u8, "$default"u8);
        writer.WriteString("time"u8, now.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        writer.WriteNumber("timeEpoch"u8, now.ToUnixTimeMilliseconds());
        writer.WriteEndObject();
    }

    private static void WriteCaller(Utf8JsonWriter writer, SigningKey caller)
    {
        writer.WriteNull("authentication"u8);
        writer.WriteStartObject("authorizer"u8);
        writer.WriteStartObject("iam"u8);
        writer.WriteString("accessKey"u8, caller.AccessKey);
        writer.WriteString("accountId"u8, FunctionArn.AccountId);
        writer.WriteString("callerId"u8, caller.UserId);
        writer.WriteNull("cognitoIdentity"u8);
        writer.WriteNull("principalOrgId"u8);
        writer.WriteString("userArn"u8, caller.UserArn);
        writer.WriteString("userId"u8, caller.UserId);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter writer, ViewerRequest request)
    {
        var body = request.Body.Span;
        // Text that is not UTF-8 would not survive as a JSON string, so it goes as base64 whatever its type says.
        var encoded = !body.IsEmpty && !(IsText(request.Header("content-type")) && Utf8.IsValid(body));
        if (encoded)
            writer.WriteBase64String("body"u8, body);
        else if (!body.IsEmpty)
            writer.WriteString("body"u8, body);
        writer.WriteBoolean("isBase64Encoded"u8, encoded);
    }

    // The four groups that stay text; all else, a missing type included, is encoded.
    private static bool IsText(string contentType)
    {
        var type = contentType.Split(';')[0].Trim();
        return type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/xml", StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/javascript", StringComparison.OrdinalIgnoreCase);
    }
}
