using RvWeb.CloudFormation;

namespace RvWeb.Edge.Policies;

/// <summary>Reads CachePolicyConfig and OriginRequestPolicyConfig; the managed policies' data file has the same shape.</summary>
internal static class PolicyReader
{
    private const long DefaultDefaultTtl = 86_400;
    private const long DefaultMaxTtl = 31_536_000;

    public static CachePolicy CachePolicy(TemplateNode config)
    {
        var (minimum, usual, maximum) = Times(config);
        var key = config.Child("ParametersInCacheKeyAndForwardedToOrigin");
        return new CachePolicy
        {
            Name = DisplayName(config),
            MinTtl = minimum,
            DefaultTtl = usual,
            MaxTtl = maximum,
            Headers = Headers(key?.Child("HeadersConfig")),
            Cookies = Names(key?.Child("CookiesConfig"), "CookieBehavior", "Cookies"),
            QueryStrings = Names(key?.Child("QueryStringsConfig"), "QueryStringBehavior", "QueryStrings"),
            Gzip = key?.Flag("EnableAcceptEncodingGzip") ?? false,
            Brotli = key?.Flag("EnableAcceptEncodingBrotli") ?? false,
        };
    }

    public static OriginRequestPolicy OriginRequestPolicy(TemplateNode config) => new()
    {
        Name = DisplayName(config),
        Headers = Headers(config.Child("HeadersConfig")),
        AlsoGenerates = config.Child("HeadersConfig")?.Texts("AlsoGenerates") ?? [],
        Cookies = Names(config.Child("CookiesConfig"), "CookieBehavior", "Cookies"),
        QueryStrings = Names(config.Child("QueryStringsConfig"), "QueryStringBehavior", "QueryStrings"),
    };

    /// <summary>MinTTL, DefaultTTL and MaxTTL of a cache policy, or of a behavior with ForwardedValues.</summary>
    public static (TimeSpan Minimum, TimeSpan Usual, TimeSpan Maximum) Times(TemplateNode node)
    {
        var minimum = node.Seconds("MinTTL") ?? 0;
        // T16: an absent DefaultTTL is a day or MinTTL, an absent MaxTTL a year or DefaultTTL, whichever is more.
        var usual = node.Seconds("DefaultTTL") ?? Math.Max(DefaultDefaultTtl, minimum);
        var maximum = node.Seconds("MaxTTL") ?? Math.Max(DefaultMaxTtl, usual);
        return (TimeSpan.FromSeconds(minimum), TimeSpan.FromSeconds(usual), TimeSpan.FromSeconds(maximum));
    }

    /// <summary>For people only; a name put together from stack or region cannot be known here, the logical id can.</summary>
    public static string DisplayName(TemplateNode config) => config.Child("Name")?.Value ?? config.Path.Split('.')[0];

    private static Selection Headers(TemplateNode? node) =>
        Read(node, "HeaderBehavior", "Headers", StringComparer.OrdinalIgnoreCase);

    private static Selection Names(TemplateNode? node, string mode, string names) =>
        Read(node, mode, names, StringComparer.Ordinal);

    private static Selection Read(TemplateNode? node, string mode, string names, StringComparer comparer) =>
        node is null ? Selection.None : new Selection(Mode(node, mode), node.Texts(names), comparer);

    private static SelectionMode Mode(TemplateNode node, string name) => node.Text(name) switch
    {
        null or "none" => SelectionMode.None,
        "whitelist" => SelectionMode.Whitelist,
        "allExcept" => SelectionMode.AllExcept,
        "all" or "allViewer" or "allViewerAndWhitelistCloudFront" => SelectionMode.All,
        var other => throw new TemplateException($"{node.Path}.{name} is '{other}': use none, whitelist, allExcept, all, allViewer or allViewerAndWhitelistCloudFront."),
    };
}
