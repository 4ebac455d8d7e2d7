using System.Collections.Frozen;

namespace RvWeb.Edge.ResponseHeaders;

/// <summary>
/// Headers that RemoveHeadersConfig may not name
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html#remove-headers-disallowed).
/// </summary>
internal static class HeaderRemoval
{
    private static readonly FrozenSet<string> Fixed = new[]
    {
        "Connection", "Content-Encoding", "Content-Length", "Expect", "Host", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization",
        "Proxy-Connection", "Trailer", "Transfer-Encoding", "Upgrade", "Via", "Warning", "X-Accel-Buffering", "X-Accel-Charset",
        "X-Accel-Limit-Rate", "X-Accel-Redirect", "X-Amzn-Auth", "X-Amzn-Cf-Billing", "X-Amzn-Cf-Id", "X-Amzn-Cf-Xff", "X-Amzn-ErrorType",
        "X-Amzn-Fle-Profile", "X-Amzn-Header-Count", "X-Amzn-Header-Order", "X-Amzn-Lambda-Integration-Tag", "X-Amzn-RequestId", "X-Cache",
        "X-Forwarded-Proto", "X-Real-Ip",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] FixedBeginnings = ["X-Amz-Cf-", "X-Edge-"];

    public static bool IsAllowed(string name) =>
        !Fixed.Contains(name) && !FixedBeginnings.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
}
