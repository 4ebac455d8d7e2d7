using System.Text.Json;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.HttpEvents;

namespace RvWeb.Emulator.ApiGateway;

/// <summary>
/// Payload format 1.0. Sources: docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html (input
/// format), http-api-develop-integrations-lambda.html, and recordings.
/// </summary>
internal sealed class Format1Event(ApiAddress address)
{
    // The query is decoded, and cut at semicolons too (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html).
    private static readonly char[] Separators = ['&', ';'];

    public ReadOnlyMemory<byte> Write(ViewerRequest request, EventStamp stamp, Format1Request parts) => EventJson.Write(request.Body.Length, writer =>
    {
        if (parts.Version is { } version)
            writer.WriteString("version"u8, version);
        writer.WriteString("resource"u8, parts.Resource);
        writer.WriteString("path"u8, parts.Path);
        writer.WriteString("httpMethod"u8, parts.Method);
        EventMaps.WriteLast(writer, "headers", parts.Headers);
        EventMaps.WriteAll(writer, "multiValueHeaders", parts.Headers);
        WriteQuery(writer, request.RawQuery);
        WriteContext(writer, request, stamp, parts);
        RouteParameters.WriteOrNull(writer, parts.Parameters);
        writer.WriteNull("stageVariables"u8);
        if (request.Body.IsEmpty)
        {
            writer.WriteNull("body"u8);
            writer.WriteBoolean("isBase64Encoded"u8, false);
        }
        else
        {
            EventBody.Write(writer, request.Body.Span, parts.IsBodyText);
        }
    });

    private static void WriteQuery(Utf8JsonWriter writer, string rawQuery)
    {
        var query = EventQuery.Parse(rawQuery, Separators, EventQuery.Decode);
        if (query.Count == 0)
        {
            EventJson.WriteNulls(writer, "queryStringParameters", "multiValueQueryStringParameters");
            return;
        }
        EventMaps.WriteLast(writer, "queryStringParameters", query);
        EventMaps.WriteAll(writer, "multiValueQueryStringParameters", query);
    }

    private void WriteContext(Utf8JsonWriter writer, ViewerRequest request, EventStamp stamp, Format1Request parts)
    {
        writer.WriteStartObject("requestContext"u8);
        writer.WriteString("accountId"u8, FunctionArn.AccountId);
        writer.WriteString("apiId"u8, address.Id);
        if (parts.DeploymentId is { } deployment)
            writer.WriteString("deploymentId"u8, deployment);
        writer.WriteString("domainName"u8, address.DomainName);
        writer.WriteString("domainPrefix"u8, address.Id);
        writer.WriteString("extendedRequestId"u8, stamp.ExtendedId);
        writer.WriteString("httpMethod"u8, parts.Method);
        writer.WriteStartObject("identity"u8);
        EventJson.WriteNulls(writer, [.. parts.IdentityFields]);
        writer.WriteString("sourceIp"u8, request.SourceIp);
        writer.WriteString("userAgent"u8, request.Header("user-agent"));
        writer.WriteEndObject();
        writer.WriteString("path"u8, parts.ContextPath);
        writer.WriteString("protocol"u8, request.Protocol);
        writer.WriteString("requestId"u8, parts.RequestId);
        writer.WriteString("requestTime"u8, EventTime.Format(stamp.Time));
        writer.WriteNumber("requestTimeEpoch"u8, stamp.Time.ToUnixTimeMilliseconds());
        writer.WriteString("resourceId"u8, parts.ResourceId);
        writer.WriteString("resourcePath"u8, parts.Resource);
        writer.WriteString("stage"u8, parts.Stage);
        writer.WriteEndObject();
    }
}
