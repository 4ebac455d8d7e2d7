using RvWeb.CloudFormation;

namespace RvWeb.Edge.Policies;

/// <summary>
/// A behavior's ForwardedValues and times, from before policies, as the two policies that mean the same
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-forwardedvalues.html).
/// </summary>
internal static class LegacyForwarding
{
    private const string Name = "ForwardedValues";

    /// <summary>
    /// Without policies every header goes to the origin but these
    /// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-headers-behavior).
    /// Authorization has rules of its own.
    /// </summary>
    private static readonly string[] NotForwarded =
        ["Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Authorization", "Host", "Referer", "User-Agent", "X-HTTP-Method-Override"];

    public static CachePolicy CachePolicy(TemplateNode behavior, TemplateNode values)
    {
        var headers = values.Texts("Headers");
        var forwardsAll = headers.Contains("*");
        var (minimum, usual, maximum) = PolicyReader.Times(behavior);
        return new CachePolicy
        {
            Name = Name,
            // Forwarding every header switches caching off (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/header-caching.html).
            MinTtl = forwardsAll ? TimeSpan.Zero : minimum,
            DefaultTtl = forwardsAll ? TimeSpan.Zero : usual,
            MaxTtl = forwardsAll ? TimeSpan.Zero : maximum,
            Headers = forwardsAll ? Selection.None : new Selection(SelectionMode.Whitelist, headers, StringComparer.OrdinalIgnoreCase),
            Cookies = Cookies(values.Child("Cookies")),
            QueryStrings = QueryStrings(values),
            // Brotli needs a cache policy (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html);
            // a listed Accept-Encoding is a header like others.
            Gzip = !forwardsAll && !headers.Contains("Accept-Encoding", StringComparer.OrdinalIgnoreCase),
        };
    }

    public static OriginRequestPolicy OriginRequestPolicy(TemplateNode values) => new()
    {
        Name = Name,
        Headers = values.Texts("Headers").Contains("*")
            ? new Selection(SelectionMode.All, [], StringComparer.OrdinalIgnoreCase)
            : new Selection(SelectionMode.AllExcept, NotForwarded, StringComparer.OrdinalIgnoreCase),
        // With a list of keys all query strings are forwarded, and the listed ones are in the key.
        QueryStrings = values.Flag("QueryString") ? new Selection(SelectionMode.All, [], StringComparer.Ordinal) : Selection.None,
    };

    private static Selection QueryStrings(TemplateNode values)
    {
        if (!values.Flag("QueryString"))
            return Selection.None;
        var keys = values.Texts("QueryStringCacheKeys");
        return new Selection(keys is [] or ["*"] ? SelectionMode.All : SelectionMode.Whitelist, keys, StringComparer.Ordinal);
    }

    private static Selection Cookies(TemplateNode? cookies) => cookies?.Text("Forward") switch
    {
        null or "none" => Selection.None,
        "all" => new Selection(SelectionMode.All, [], StringComparer.Ordinal),
        "whitelist" => new Selection(SelectionMode.Patterns, cookies.Texts("WhitelistedNames"), StringComparer.Ordinal),
        var other => throw new TemplateException($"{cookies.Path}.Forward is '{other}': use none, whitelist or all."),
    };
}
