namespace RvWeb.Tests.Edge.Origins;

/// <summary>Templates of distributions whose origins matter. Parts are given as JSON, a comma after each property.</summary>
internal static class OriginTemplates
{
    private const string Frame = """
        {"Resources":{
        "Policy":{"Type":"AWS::CloudFront::CachePolicy","Properties":{"CachePolicyConfig":{"Name":"own","MinTTL":0,"DefaultTTL":0,"MaxTTL":31536000,
          "ParametersInCacheKeyAndForwardedToOrigin":{"EnableAcceptEncodingGzip":false,"EnableAcceptEncodingBrotli":false,
          "HeadersConfig":{"HeaderBehavior":"none"},"CookiesConfig":{"CookieBehavior":"none"},"QueryStringsConfig":{"QueryStringBehavior":"all"}}}}},
        RESOURCES
        "Dist":{"Type":"AWS::CloudFront::Distribution","Properties":{"DistributionConfig":{
          MORE
          "CacheBehaviors":[BEHAVIORS],
          "DefaultCacheBehavior":{"TargetOriginId":"TARGET","CachePolicyId":{"Ref":"Policy"},
            "AllowedMethods":["GET","HEAD","OPTIONS","PUT","PATCH","POST","DELETE"],"CachedMethods":[CACHED],"ViewerProtocolPolicy":"allow-all"},
          "Origins":[ORIGINS]}}}}}
        """;

    private const string GroupFrame = """
        "OriginGroups":{"Quantity":1,"Items":[{"Id":"group","Members":{"Quantity":2,"Items":[{"OriginId":"first"},{"OriginId":"second"}]},
          "FailoverCriteria":{"StatusCodes":{"Quantity":1,"Items":[STATUSES]}}}]},
        """;

    private const string TwoOrigins = """
        {FIRST"Id":"first","DomainName":"first.example.com"},
        {"Id":"second","DomainName":"second.example.com","OriginPath":"/copy","OriginCustomHeaders":[{"HeaderName":"X-Who","HeaderValue":"second"}]}
        """;

    /// <summary>A distribution whose default behavior keeps what the origin says.</summary>
    public static string Of(
        string origins, string target = "app", string more = "", string cached = "\"GET\",\"HEAD\"", string resources = "", string behaviors = "") => Frame
            .Replace("RESOURCES", resources, StringComparison.Ordinal)
            .Replace("MORE", more, StringComparison.Ordinal)
            .Replace("BEHAVIORS", behaviors, StringComparison.Ordinal)
            .Replace("TARGET", target, StringComparison.Ordinal)
            .Replace("CACHED", cached, StringComparison.Ordinal)
            .Replace("ORIGINS", origins, StringComparison.Ordinal);

    /// <summary>One origin.</summary>
    public static string App(string properties = "", string more = "", string resources = "", string domain = "\"app.example.com\"") =>
        Of("{" + properties + "\"Id\":\"app\",\"DomainName\":" + domain + "}", more: more, resources: resources);

    /// <summary>Two origins in a group.</summary>
    public static string Group(string statuses, string first = "", string cached = "\"GET\",\"HEAD\"", string more = "") => Of(
        TwoOrigins.Replace("FIRST", first, StringComparison.Ordinal),
        "group",
        GroupFrame.Replace("STATUSES", statuses, StringComparison.Ordinal) + more,
        cached);
}
