namespace RvWeb.Tests.Edge;

internal static class EdgeTemplates
{
    public const string Full = """
        {"Parameters":{"Secret":{"Type":"String","Default":"from the parameter"}},
        "Resources":{
        "Policy":{"Type":"AWS::CloudFront::CachePolicy","Properties":{"CachePolicyConfig":{"Name":"own","MinTTL":0,"DefaultTTL":0,"MaxTTL":31536000,
          "ParametersInCacheKeyAndForwardedToOrigin":{"EnableAcceptEncodingGzip":true,"EnableAcceptEncodingBrotli":true,
          "HeadersConfig":{"HeaderBehavior":"none"},"CookiesConfig":{"CookieBehavior":"none"},"QueryStringsConfig":{"QueryStringBehavior":"all"}}}}},
        "Dist":{"Type":"AWS::CloudFront::Distribution","Properties":{"DistributionConfig":{"Enabled":true,"HttpVersion":"http2",
          "CacheBehaviors":[{"PathPattern":"/api/*","TargetOriginId":"app","CachePolicyId":"4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
            "AllowedMethods":["GET","HEAD"],"ViewerProtocolPolicy":"allow-all"}],
          "DefaultCacheBehavior":{"TargetOriginId":"app","CachePolicyId":{"Ref":"Policy"},
            "AllowedMethods":["GET","HEAD","OPTIONS","PUT","PATCH","POST","DELETE"],"Compress":true,"ViewerProtocolPolicy":"redirect-to-https"},
          "CustomErrorResponses":[{"ErrorCode":503,"ErrorCachingMinTTL":3,"ResponsePagePath":"/error.html","ResponseCode":503}],
          "Origins":[{"Id":"app","DomainName":{"Fn::GetAtt":["Url","FunctionUrl"]},"OriginAccessControlId":{"Ref":"Oac"},
            "OriginCustomHeaders":[{"HeaderName":"X-Secret","HeaderValue":{"Ref":"Secret"}}],
            "CustomOriginConfig":{"OriginProtocolPolicy":"https-only","OriginReadTimeout":7}}]}}}}}
        """;
}
