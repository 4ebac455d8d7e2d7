using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace RvWeb.Lambda.Events;

/// <summary>
/// Reads the request out of any front door's event, straight from UTF-8, so that no event type needs a serializer
/// context. The event says itself what it is; all but method and path may be missing.
/// </summary>
internal sealed class HttpEventReader
{
    private readonly EventMemory _memory = new();

    /// <exception cref="UnsupportedEventException">It is JSON, but no HTTP request.</exception>
    /// <exception cref="MalformedEventException">It is not JSON, or a field has a wrong shape.</exception>
    public HttpEvent Read(ReadOnlyMemory<byte> json) => TryRead(json, out var request) ? request : throw new UnsupportedEventException(json.Span);

    /// <summary>False if it is JSON, but no HTTP request.</summary>
    /// <exception cref="MalformedEventException">It is not JSON, or a field has a wrong shape.</exception>
    public bool TryRead(ReadOnlyMemory<byte> json, out HttpEvent request)
    {
        try
        {
            _memory.Strings.Start();
            var parts = new EventScan(json.Span, _memory).Run();
            var door = FrontDoorDetection.Detect(parts);
            request = door is null ? default : Read(json, parts, door.Value);
            return door is not null;
        }
        catch (JsonException exception)
        {
            throw MalformedEventException.NotJson(exception);
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader throws where it has to unescape, in names for instance.
            throw new MalformedEventException("a name, or a text that tells events apart, is not valid Unicode.");
        }
    }

    private static HttpEvent Read(ReadOnlyMemory<byte> json, in EventParts parts, FrontDoor door)
    {
        var headers = EventHeaders.Read(parts);
        var body = EventBody.Read(parts);
        RestoreFraming(headers, body.Length, parts.Memory.Strings);
        var scheme = EventClient.Scheme(door, headers);
        return new HttpEvent
        {
            FrontDoor = door,
            Method = Method(parts, door),
            Path = EventPath.Read(parts, door),
            QueryString = EventQuery.Read(parts, door),
            Protocol = Protocol(parts),
            Scheme = scheme,
            Headers = headers,
            Body = body,
            Client = EventClient.Address(parts, door, headers),
            LocalPort = EventClient.Port(scheme, headers),
            ConnectionId = parts.Text(EventField.ConnectionId),
            Authorizer = parts.IsObject(EventField.Authorizer) ? json[parts.Place(EventField.Authorizer)] : default,
            Signer = parts.Has(EventField.UserArn) || parts.Has(EventField.Principal) ? json[parts.Place(EventField.Identity)] : default,
        };
    }

    private static string Method(in EventParts parts, FrontDoor door)
    {
        var field = door switch
        {
            FrontDoor.FunctionUrl or FrontDoor.HttpApi => EventField.ContextMethod,
            FrontDoor.LatticeV1 or FrontDoor.LatticeV2 => EventField.Method,
            _ => EventField.HttpMethod,
        };
        var method = door == FrontDoor.WebSocketApi ? HttpMethods.Post : parts.Required(field);
        return HeaderText.IsName(method) ? method : throw MalformedEventException.Wrong(field, "is no HTTP method");
    }

    private static string Protocol(in EventParts parts) =>
        (parts.Text(EventField.HttpProtocol) ?? parts.Text(EventField.ContextProtocol)) switch
        {
            // ASP.NET Core knows it by this name.
            "HTTP/2.0" => HttpProtocol.Http2,
            { } protocol when protocol.StartsWith("HTTP/", StringComparison.Ordinal) => protocol,
            _ => HttpProtocol.Http11,
        };

    /// <summary>Some front doors drop Content-Length; and the body comes whole, whatever its framing was.</summary>
    private static void RestoreFraming(HeaderDictionary headers, int length, EventStrings strings)
    {
        headers.Remove(HeaderNames.TransferEncoding);
        if (length == 0 && !headers.ContainsKey(HeaderNames.ContentLength))
            return;
        Span<char> digits = stackalloc char[10];
        length.TryFormat(digits, out var count, provider: CultureInfo.InvariantCulture);
        headers[HeaderNames.ContentLength] = strings.Get(digits[..count]);
    }
}
