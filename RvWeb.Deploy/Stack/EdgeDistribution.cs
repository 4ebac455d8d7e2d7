using Amazon.CDK;
using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.CloudFront.Origins;
using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace RvWeb.Deploy.Stack;

/// <summary>CloudFront in front of the function: what viewers reach, and what is kept for how long.</summary>
internal sealed class EdgeDistribution : Construct
{
    private readonly Distribution _distribution;

    internal EdgeDistribution(Construct scope, string id, FunctionUrl url)
        : base(scope, id)
    {
        _distribution = new Distribution(this, "Distribution", new DistributionProps
        {
            Comment = RvWebStack.Name,
            DefaultBehavior = new BehaviorOptions
            {
                Origin = OriginOf(url),
                AllowedMethods = AllowedMethods.ALLOW_ALL,
                CachedMethods = CachedMethods.CACHE_GET_HEAD,
                CachePolicy = KeepWhatTheAppSays(),
                // A function URL answers only to its own host name.
                OriginRequestPolicy = OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
                ViewerProtocolPolicy = ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                Compress = true,
            },
            HttpVersion = HttpVersion.HTTP2_AND_3,
            PriceClass = PriceClass.PRICE_CLASS_100,
            EnableIpv6 = true,
        });
    }

    internal string DomainName => _distribution.DistributionDomainName;

    // The URL is https://HOST/, known only once deployed; its third part is the host.
    private static HttpOrigin OriginOf(FunctionUrl url) => new(
        Fn.Select(2, Fn.Split("/", url.Url)),
        new HttpOriginProps { OriginId = "function-url", ProtocolPolicy = OriginProtocolPolicy.HTTPS_ONLY });

    // Default 0: an answer without Cache-Control is not kept. Maximum: the stale window ends with it
    // (docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html), so it must not be near any max-age.
    private CachePolicy KeepWhatTheAppSays() => new(this, "CachePolicy", new CachePolicyProps
    {
        // Unique in an account, and CloudFront is global: the region tells two stacks of one name apart.
        CachePolicyName = $"{RvWebStack.Name}-{Aws.REGION}",
        Comment = "The app's Cache-Control decides; every query string is its own answer.",
        MinTtl = Duration.Seconds(0),
        DefaultTtl = Duration.Seconds(0),
        MaxTtl = Duration.Days(365),
        QueryStringBehavior = CacheQueryStringBehavior.All(),
        HeaderBehavior = CacheHeaderBehavior.None(),
        CookieBehavior = CacheCookieBehavior.None(),
        EnableAcceptEncodingGzip = true,
        EnableAcceptEncodingBrotli = true,
    });
}
