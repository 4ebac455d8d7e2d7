using Microsoft.Extensions.Primitives;
using RvWeb.Emulator.FrontDoors;
using RvWeb.Emulator.HttpEvents;

namespace RvWeb.Emulator.RestApi;

/// <summary>
/// Which headers a REST API passes on, drops or renames. Source:
/// docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html, whose table has one column a direction.
/// </summary>
internal static class RestApiHeaders
{
    private const string RemappedPrefix = "x-amzn-Remapped-";

    private static readonly HashSet<string> DroppedFromRequest = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Content-MD5", "Expect", "Max-Forwards", "Proxy-Authenticate", "Server", "TE", "Trailer",
        "Upgrade", "WWW-Authenticate",
    };

    private static readonly HashSet<string> DroppedFromResponse = new(StringComparer.OrdinalIgnoreCase)
    {
        "Expect", "Host", "Keep-Alive", "Proxy-Authenticate", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Via",
    };

    // The table lacks Content-Length and x-amzn-RequestId, which the front door sets itself; that they come out remapped was seen on AWS.
    private static readonly HashSet<string> Remapped = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Connection", "Content-Length", "Content-MD5", "Date", "Max-Forwards", "Server", "User-Agent", "WWW-Authenticate",
        "x-amzn-RequestId",
    };

    public static IEnumerable<KeyValuePair<string, StringValues>> ForEvent(ViewerRequest request, string traceRoot) =>
        EventHeaders.Of(request, traceRoot).Where(header => !DroppedFromRequest.Contains(header.Key) && !IsSignature(header));

    public static ViewerResponse ForViewer(ViewerResponse response) => ResponseHeaders.WithContentType(
        response with
        {
            Headers =
            [
                .. response.Headers.Where(header => !DroppedFromResponse.Contains(header.Key))
                    .Select(header => Remapped.Contains(header.Key) ? KeyValuePair.Create(RemappedPrefix + header.Key, header.Value) : header),
            ],
        },
        "application/json");

    private static bool IsSignature(KeyValuePair<string, StringValues> header) =>
        header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
        && header.Value.ToString().StartsWith("AWS4-HMAC-SHA256", StringComparison.Ordinal);
}
