using RvWeb.Edge.Template;

namespace RvWeb.Edge.Https;

/// <summary>
/// What a viewer on plain HTTP gets under a viewer protocol policy
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html).
/// </summary>
internal static class ProtocolRule
{
    /// <summary>301 or 307: a redirect; 403: a refusal; null: the request goes on.</summary>
    public static int? StatusOnPlainHttp(ViewerProtocolPolicy policy, string method, string httpVersion) => policy switch
    {
        ViewerProtocolPolicy.AllowAll => null,
        ViewerProtocolPolicy.HttpsOnly => StatusCodes.Status403Forbidden,
        _ when method is "GET" or "HEAD" => StatusCodes.Status301MovedPermanently,
        _ when HttpProtocol.IsHttp10(httpVersion) => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status307TemporaryRedirect,
    };

    /// <summary>The same address on the HTTPS port.</summary>
    /// <param name="host">The Host the viewer asked, with or without port.</param>
    /// <param name="port">The HTTPS port.</param>
    /// <param name="target">Path and query as they were sent.</param>
    public static string Location(HostString host, int port, string target) =>
        $"https://{(port == 443 ? new HostString(host.Host) : new HostString(host.Host, port)).ToUriComponent()}{target}";
}
