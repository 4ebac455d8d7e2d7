namespace RvWeb.Tests.Edge.Functions;

/// <summary>Templates of distributions with functions.</summary>
internal static class FunctionTemplates
{
    private const string Frame = """
        {"Resources":{
        "Policy":{"Type":"AWS::CloudFront::CachePolicy","Properties":{"CachePolicyConfig":{"Name":"own","MinTTL":0,"DefaultTTL":0,"MaxTTL":60,
          "ParametersInCacheKeyAndForwardedToOrigin":{"EnableAcceptEncodingGzip":false,"HeadersConfig":{"HeaderBehavior":"none"},
          "CookiesConfig":{"CookieBehavior":"none"},"QueryStringsConfig":{"QueryStringBehavior":"none"}}}}},
        "Fn":{"Type":"AWS::CloudFront::Function","Properties":{"Name":"f","AutoPublish":true,"FunctionCode":"CODE",
          "FunctionConfig":{"Comment":"c","Runtime":"cloudfront-js-2.0"}}},
        "Dist":{"Type":"AWS::CloudFront::Distribution","Properties":{"DistributionConfig":{
          "CustomErrorResponses":[{"ErrorCode":404,"ResponsePagePath":"/404.html","ResponseCode":200}],
          "OriginGroups":{"Quantity":1,"Items":[{"Id":"group","Members":{"Quantity":2,"Items":[{"OriginId":"first"},{"OriginId":"second"}]},
            "FailoverCriteria":{"StatusCodes":{"Quantity":1,"Items":[503]}}}]},
          "CacheBehaviors":[{"PathPattern":"/404.html","TargetOriginId":"second","CachePolicyId":{"Ref":"Policy"},"ViewerProtocolPolicy":"allow-all"}],
          "DefaultCacheBehavior":{"TargetOriginId":"group","CachePolicyId":{"Ref":"Policy"},"ViewerProtocolPolicy":"allow-all",
            "AllowedMethods":["GET","HEAD","OPTIONS","PUT","PATCH","POST","DELETE"],
            "ResponseHeadersPolicyId":"67f7725c-6f97-4210-82d7-5512b31e9d03",
            "FunctionAssociations":[{"EventType":"EVENT","FunctionARN":{"Fn::GetAtt":["Fn","FunctionARN"]}}]},
          "Origins":[{"Id":"first","DomainName":"first.example.com"},{"Id":"second","DomainName":"second.example.com"},
            {"Id":"third","DomainName":"third.example.com"}]}}}}}
        """;

    /// <summary>The origins first and second in a group that fails over on 503, third outside of it, a page for 404 from second.</summary>
    public static string Group(string eventType, string code) =>
        Frame.Replace("EVENT", eventType, StringComparison.Ordinal).Replace("CODE", code, StringComparison.Ordinal);
}
