using System.Buffers;

namespace RvWeb.Edge.Refusals;

/// <summary>
/// HTTP/2 requests that RFC 9113 calls malformed (sections 8.2.1 and 8.2.2) and that the server lets through. Over HTTP/1.1 it
/// refuses such names itself, and these fields mean something there.
/// </summary>
internal static class MalformedFields
{
    // RFC 9110, section 5.6.2.
    private static readonly SearchValues<char> Token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly string[] OfConnections = ["Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade"];

    public static Refusal? Of(HttpRequest request)
    {
        if (!HttpProtocol.IsHttp2(request.Protocol))
            return null;
        foreach (var name in OfConnections)
        {
            if (request.Headers.ContainsKey(name))
                return Malformed($"{name}, which HTTP/2 does not have");
        }

        foreach (var (name, _) in request.Headers)
        {
            // The name itself stays out of log and page: it was made to be taken for something else.
            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(Token))
                return Malformed("a header name with characters that no name may have");
        }

        return null;
    }

    private static Refusal Malformed(string what) => new(StatusCodes.Status400BadRequest, $"the request is malformed: it has {what}");
}
