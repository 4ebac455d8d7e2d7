using System.Text.Json;
using Microsoft.Extensions.Primitives;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.HttpEvents;

namespace RvWeb.Emulator.LoadBalancer;

/// <summary>
/// What a load balancer sends: path and query exactly as they came, one value for each name or a list.
/// Source: docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html, and recordings.
/// </summary>
internal sealed class LoadBalancerEvent(string targetGroupArn, bool isMultiValue)
{
    public ReadOnlyMemory<byte> Write(ViewerRequest request, EventStamp stamp) => EventJson.Write(request.Body.Length, writer =>
    {
        writer.WriteStartObject("requestContext"u8);
        writer.WriteStartObject("elb"u8);
        writer.WriteString("targetGroupArn"u8, targetGroupArn);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteString("httpMethod"u8, request.Method);
        writer.WriteString("path"u8, request.RawPath);
        var query = EventQuery.Parse(request.RawQuery, ['&'], text => text);
        var headers = EventHeaders.Of(request, stamp.TraceRoot).Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value));
        WriteMaps(writer, query, headers);
        // A body that is encoded already would not survive as text, whatever its type says.
        EventBody.Write(writer, request.Body.Span, request.Body.IsEmpty || (!request.Has("content-encoding") && EventBody.IsText(request)));
    });

    private void WriteMaps(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, StringValues>> query, IEnumerable<KeyValuePair<string, StringValues>> headers)
    {
        if (isMultiValue)
        {
            EventMaps.WriteAll(writer, "multiValueQueryStringParameters", query);
            EventMaps.WriteAll(writer, "multiValueHeaders", headers);
            return;
        }
        EventMaps.WriteLast(writer, "queryStringParameters", query);
        EventMaps.WriteLast(writer, "headers", headers);
    }
}
