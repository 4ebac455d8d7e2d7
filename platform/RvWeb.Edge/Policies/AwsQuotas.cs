using RvWeb.Edge.Template;

namespace RvWeb.Edge.Policies;

/// <summary>
/// What a deployment would be refused for, though it runs here
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html and add-origin-custom-headers.html).
/// </summary>
internal static class AwsQuotas
{
    /// <summary>Headers, cookies or query strings in one policy.</summary>
    public const int Names = 10;

    /// <summary>Characters of a header's value in a policy or among an origin's custom headers.</summary>
    public const int HeaderValue = 1783;

    private const int NamesTogether = 1024;
    private const int OriginHeaders = 30;
    private const int HeaderName = 256;
    private const int OriginHeadersTogether = 10_240;

    private static readonly string[] NotInKey = ["Connection", "Cookie", "Proxy-Authorization", "TE", "Upgrade"];

    private static readonly string[] OnlyForOrigins =
        ["CloudFront-Viewer-Address", "CloudFront-Viewer-ASN", "CloudFront-Viewer-JA3-Fingerprint", "CloudFront-Viewer-JA4-Fingerprint", "CloudFront-Viewer-TLS"];

    private static readonly string[] NotForOrigins =
    [
        "Cache-Control", "Connection", "Content-Length", "Cookie", "Host", "Max-Forwards", "Pragma", "Proxy-Authenticate", "Proxy-Authorization",
        "Proxy-Connection", "Range", "Request-Range", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Via", "X-Real-IP", "X-Forwarded-Proto",
        "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since",
    ];

    /// <summary>Whether an origin's custom headers may have it.</summary>
    public static bool MayGoToOrigins(string name) => !NotForOrigins.Contains(name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Exceeded(IReadOnlyList<Behavior> behaviors, IReadOnlyList<OriginDefinition> origins) =>
        behaviors.SelectMany(behavior => Of(behavior.CachePolicy)
                .Concat(Of(behavior.OriginRequestPolicy))
                .Concat(behavior.ResponseHeadersPolicy?.Problems ?? []))
            .Concat(origins.SelectMany(Of))
            .Distinct();

    private static IEnumerable<string> Of(CachePolicy policy)
    {
        if (ManagedPolicies.Cache.Values.Contains(policy))
            return [];
        var subject = $"cache policy {policy.Name}";
        return Lists(subject, policy.Headers, policy.Cookies, policy.QueryStrings)
            .Concat(policy.Headers.IsOpen ? [$"{subject}: a key takes listed headers only"] : [])
            .Concat(Forbidden(subject, "headers", policy.Headers.Names, NotInKey, "cannot be in a key"))
            .Concat(Forbidden(subject, "headers", policy.Headers.Names, OnlyForOrigins, "may be in an origin request policy only"));
    }

    private static IEnumerable<string> Of(OriginRequestPolicy policy)
    {
        if (ManagedPolicies.OriginRequest.Values.Contains(policy))
            return [];
        var subject = $"origin request policy {policy.Name}";
        return Lists(subject, policy.Headers, policy.Cookies, policy.QueryStrings)
            .Concat(policy.Headers is { Mode: SelectionMode.Whitelist } listed
                ? Forbidden(subject, "headers", listed.Names, ["Authorization"], "goes to an origin by the key or with all viewer headers only")
                : []);
    }

    private static IEnumerable<string> Lists(string subject, Selection headers, Selection cookies, Selection queries)
    {
        foreach (var (kind, selection) in new[] { ("headers", headers), ("cookies", cookies), ("query strings", queries) })
        {
            if (selection.Names.Count > Names)
                yield return $"{subject} lists {selection.Names.Count} {kind}; {Names} are allowed";
            if (selection.Names.Sum(name => name.Length) is > NamesTogether and var letters)
                yield return $"{subject} lists {kind} of {letters} characters together; {NamesTogether} are allowed";
        }
    }

    private static IEnumerable<string> Of(OriginDefinition origin)
    {
        var headers = origin.CustomHeaders;
        var subject = $"origin {origin.Id}";
        if (headers.Count > OriginHeaders)
            yield return $"{subject} has {headers.Count} custom headers; {OriginHeaders} are allowed";
        if (headers.Sum(header => header.Key.Length + header.Value.Length) is > OriginHeadersTogether and var letters)
            yield return $"{subject} has custom headers of {letters} characters together; {OriginHeadersTogether} are allowed";
        foreach (var (name, value) in headers)
        {
            if (name.Length > HeaderName || value.Length > HeaderValue)
                yield return $"{subject}: custom header {name} has a name of {name.Length} and a value of {value.Length} characters; {HeaderName} and {HeaderValue} are allowed";
            if (name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("X-Edge-", StringComparison.OrdinalIgnoreCase))
                yield return $"{subject}: custom header {name} is CloudFront's own";
        }

        foreach (var problem in Forbidden(subject, "custom headers", headers.Keys, NotForOrigins, "cannot be a custom header"))
            yield return problem;
    }

    private static IEnumerable<string> Forbidden(string subject, string list, IEnumerable<string> names, string[] forbidden, string rule) => names
        .Where(name => forbidden.Contains(name, StringComparer.OrdinalIgnoreCase))
        .Select(name => $"{subject}: {name} among its {list} {rule}");
}
