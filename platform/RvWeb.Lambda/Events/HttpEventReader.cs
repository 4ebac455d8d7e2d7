using System.Text.Json;

namespace RvWeb.Lambda.Events;

/// <summary>
/// Reads payload 2.0 straight from UTF-8, so that no event type needs a serializer context
/// (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
/// </summary>
internal static class HttpEventReader
{
    /// <exception cref="UnsupportedEventException">It is JSON, but no event of payload 2.0.</exception>
    /// <exception cref="MalformedEventException">It is not JSON, or a field has a wrong shape.</exception>
    public static HttpEvent Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 128 });
            var read = ReadEvent(ref reader);
            return read is { Version: "2.0", Method.Length: > 0, RawPath: not null }
                ? read
                : throw new UnsupportedEventException(read.Keys);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new MalformedEventException(exception);
        }
    }

    private static HttpEvent ReadEvent(ref Utf8JsonReader reader)
    {
        var read = new HttpEvent();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new UnsupportedEventException([]);

        Utf8JsonReader body = default;
        var isBase64 = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            read.Keys.Add(reader.GetString()!);
            if (reader.ValueTextEquals("body"u8))
            {
                // Whether it is base64 may only be said later.
                reader.Read();
                body = reader;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("isBase64Encoded"u8))
                isBase64 = reader.Read() && reader.TokenType == JsonTokenType.True;
            else
                ReadField(ref reader, read);
        }

        read.Body = ReadBody(body, isBase64);
        return read;
    }

    private static void ReadField(ref Utf8JsonReader reader, HttpEvent read)
    {
        if (reader.ValueTextEquals("version"u8))
            read.Version = NextString(ref reader);
        else if (reader.ValueTextEquals("rawPath"u8))
            read.RawPath = NextString(ref reader);
        else if (reader.ValueTextEquals("rawQueryString"u8))
            read.RawQueryString = NextString(ref reader) ?? "";
        else if (reader.ValueTextEquals("headers"u8))
            ReadHeaders(ref reader, read);
        else if (reader.ValueTextEquals("cookies"u8))
            ReadCookies(ref reader, read);
        else if (reader.ValueTextEquals("requestContext"u8))
            ReadContext(ref reader, read);
        else
            SkipValue(ref reader);
    }

    private static void ReadHeaders(ref Utf8JsonReader reader, HttpEvent read)
    {
        while (NextProperty(ref reader))
        {
            var name = reader.GetString()!;
            // One value as it stands: Date, User-Agent and others hold commas that separate nothing.
            if (NextString(ref reader) is { } value)
                read.Headers[name] = value;
        }
    }

    private static void ReadCookies(ref Utf8JsonReader reader, HttpEvent read)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        read.Cookies = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            if (reader.GetString() is { } cookie)
                read.Cookies.Add(cookie);
    }

    private static void ReadContext(ref Utf8JsonReader reader, HttpEvent read)
    {
        while (NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("domainName"u8))
                read.DomainName = NextString(ref reader);
            else if (reader.ValueTextEquals("http"u8))
                ReadHttp(ref reader, read);
            else
                SkipValue(ref reader);
        }
    }

    private static void ReadHttp(ref Utf8JsonReader reader, HttpEvent read)
    {
        while (NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("method"u8))
                read.Method = NextString(ref reader);
            else if (reader.ValueTextEquals("protocol"u8))
                read.Protocol = NextString(ref reader);
            else if (reader.ValueTextEquals("sourceIp"u8))
                read.SourceIp = NextString(ref reader);
            else
                SkipValue(ref reader);
        }
    }

    /// <summary>Steps to the next name in an object, entering it first; false at its end, or if the value is no object.</summary>
    private static bool NextProperty(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                return false;
            }
        }

        return reader.Read() && reader.TokenType == JsonTokenType.PropertyName;
    }

    private static string? NextString(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        reader.Skip();
        return null;
    }

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static ReadOnlyMemory<byte> ReadBody(Utf8JsonReader body, bool isBase64)
    {
        if (body.TokenType != JsonTokenType.String)
            return default;
        if (isBase64)
            return body.GetBytesFromBase64();
        var text = new byte[body.ValueSpan.Length];
        return text.AsMemory(0, body.CopyString(text));
    }
}
