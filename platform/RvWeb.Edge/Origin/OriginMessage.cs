using System.Net;

namespace RvWeb.Edge.Origin;

/// <summary>Writes an origin request in the form that the HTTP client sends.</summary>
internal static class OriginMessage
{
    public static HttpRequestMessage Create(OriginRequest request, Uri url, ViewerBody? body)
    {
        var message = new HttpRequestMessage(HttpMethod.Parse(request.Method), url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            // Without content the client itself would send a DELETE twice if a kept connection closes under it.
            Content = body ?? (request.Method is "POST" or "PUT" or "PATCH" or "DELETE" ? new ByteArrayContent([]) : (HttpContent?)null),
        };
        foreach (var (name, values) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                body?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        return message;
    }
}
