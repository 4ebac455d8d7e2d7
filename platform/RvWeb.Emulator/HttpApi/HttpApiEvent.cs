using System.Text.Json;
using Microsoft.Extensions.Primitives;
using RvWeb.Emulator.ApiGateway;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.HttpEvents;

namespace RvWeb.Emulator.HttpApi;

/// <summary>
/// Payload format 2.0 as HTTP APIs send it: the path is decoded, despite its name, and cookies are in their list only.
/// Source: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html, and recordings.
/// </summary>
internal sealed class HttpApiEvent(ApiAddress address, string stage)
{
    public ReadOnlyMemory<byte> Write(ViewerRequest request, EventStamp stamp, IEnumerable<KeyValuePair<string, StringValues>> headers) => EventJson.Write(request.Body.Length, writer =>
    {
        var path = DecodedPath(request.RawPath);
        writer.WriteString("version"u8, "2.0"u8);
        writer.WriteString("routeKey"u8, RouteKey(request));
        writer.WriteString("rawPath"u8, path);
        writer.WriteString("rawQueryString"u8, request.RawQuery);
        EventCookies.Write(writer, request);
        EventHeaders.WriteJoined(writer, headers.Where(header => !header.Key.Equals("cookie", StringComparison.OrdinalIgnoreCase)));
        EventQuery.WriteJoined(writer, request.RawQuery);
        WriteContext(writer, request, stamp, path);
        RouteParameters.Write(writer, request.Route?.Parameters ?? []);
        if (request.Body.IsEmpty)
            writer.WriteBoolean("isBase64Encoded"u8, false);
        else
            EventBody.Write(writer, request.Body.Span, EventBody.IsText(request));
    });

    /// <summary>Decoded once; what was an escaped question mark ends it (both recorded).</summary>
    public static string DecodedPath(string rawPath)
    {
        var path = Uri.UnescapeDataString(rawPath);
        var mark = path.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? path : path[..mark];
    }

    public static string RouteKey(ViewerRequest request) => request.Route?.Route.Key ?? ApiRoute.Default;

    private void WriteContext(Utf8JsonWriter writer, ViewerRequest request, EventStamp stamp, string path)
    {
        writer.WriteStartObject("requestContext"u8);
        writer.WriteString("accountId"u8, FunctionArn.AccountId);
        writer.WriteString("apiId"u8, address.Id);
        writer.WriteString("domainName"u8, address.DomainName);
        writer.WriteString("domainPrefix"u8, address.Id);
        writer.WriteStartObject("http"u8);
        writer.WriteString("method"u8, request.Method);
        writer.WriteString("path"u8, path);
        writer.WriteString("protocol"u8, request.Protocol);
        writer.WriteString("sourceIp"u8, request.SourceIp);
        writer.WriteString("userAgent"u8, request.Header("user-agent"));
        writer.WriteEndObject();
        writer.WriteString("requestId"u8, stamp.ExtendedId);
        writer.WriteString("routeKey"u8, RouteKey(request));
        writer.WriteString("stage"u8, stage);
        writer.WriteString("time"u8, EventTime.Format(stamp.Time));
        writer.WriteNumber("timeEpoch"u8, stamp.Time.ToUnixTimeMilliseconds());
        writer.WriteEndObject();
    }
}
