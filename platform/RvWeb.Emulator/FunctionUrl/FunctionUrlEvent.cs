using System.Text.Json;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.HttpEvents;
using RvWeb.Emulator.Signatures;

namespace RvWeb.Emulator.FunctionUrl;

/// <summary>
/// Payload format 2.0 as function URLs send it, which differs from HTTP APIs': the raw path stays encoded and cookies are
/// in the headers too. Source: docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html, and recordings.
/// </summary>
internal sealed class FunctionUrlEvent(FunctionUrlAddress address)
{
    // Of AuthType NONE.
    private const string AnonymousAccountId = "anonymous";

    public ReadOnlyMemory<byte> Write(ViewerRequest request, string requestId, DateTimeOffset now, string traceRoot) => EventJson.Write(request.Body.Length, writer =>
    {
        writer.WriteString("version"u8, "2.0"u8);
        writer.WriteString("routeKey"u8, "$default"u8);
        writer.WriteString("rawPath"u8, request.RawPath);
        writer.WriteString("rawQueryString"u8, request.RawQuery);
        EventCookies.Write(writer, request);
        EventHeaders.WriteJoined(writer, EventHeaders.Of(request, traceRoot));
        EventQuery.WriteJoined(writer, request.RawQuery);
        WriteContext(writer, request, requestId, now);
        if (request.Body.IsEmpty)
            writer.WriteBoolean("isBase64Encoded"u8, false);
        else
            EventBody.Write(writer, request.Body.Span, EventBody.IsText(request));
    });

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
        writer.WriteString("time"u8, EventTime.Format(now));
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
}
