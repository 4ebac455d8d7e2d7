using System.Text.Json;

namespace RvWeb.Lambda.SnapStart;

/// <summary>Writes a request as the event in which a function URL would send it.</summary>
internal static class RequestEvent
{
    public static async Task<byte[]> WriteAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        using var json = new MemoryStream();
        await using var writer = new Utf8JsonWriter(json);
        writer.WriteStartObject();
        writer.WriteString("version"u8, "2.0"u8);
        WriteTarget(writer, request);
        WriteHeaders(writer, request);
        writer.WriteBase64String("body"u8, body);
        writer.WriteBoolean("isBase64Encoded"u8, true);
        writer.WriteEndObject();
        await writer.FlushAsync(cancellationToken);
        return json.ToArray();
    }

    /// <exception cref="ArgumentException">It names no path of the app.</exception>
    public static void ThrowIfNotRelative(HttpRequestMessage request)
    {
        // On Unix a path alone can count as the absolute URI of a file.
        if (request.RequestUri is not { } uri || (uri.IsAbsoluteUri && !uri.OriginalString.StartsWith('/')))
            throw new ArgumentException(
                $"The request's URI is '{request.RequestUri}' but must be a path of the app, such as /warm-up?a=1.", nameof(request));
    }

    private static void WriteTarget(Utf8JsonWriter writer, HttpRequestMessage request)
    {
        var target = new Uri(new Uri("https://localhost"), request.RequestUri!.OriginalString);
        writer.WriteString("rawPath"u8, target.AbsolutePath);
        writer.WriteString("rawQueryString"u8, target.Query.TrimStart('?'));
        writer.WriteStartObject("requestContext"u8);
        // By its name it is told apart from an HTTP API, which would have decoded the path.
        writer.WriteString("domainName"u8, "before-snapshot.lambda-url.localhost"u8);
        writer.WriteStartObject("http"u8);
        writer.WriteString("method"u8, request.Method.Method);
        writer.WriteString("path"u8, Uri.UnescapeDataString(target.AbsolutePath));
        writer.WriteString("protocol"u8, "HTTP/1.1"u8);
        writer.WriteString("sourceIp"u8, "127.0.0.1"u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteHeaders(Utf8JsonWriter writer, HttpRequestMessage request)
    {
        writer.WriteStartObject("headers"u8);
        if (request.Headers.Host is null)
            writer.WriteString("host"u8, "localhost"u8);
        foreach (var (name, values) in request.Headers.NonValidated)
            writer.WriteString(name, values.ToString());
        if (request.Content is { } content)
            foreach (var (name, values) in content.Headers.NonValidated)
                writer.WriteString(name, values.ToString());
        writer.WriteEndObject();
    }
}
