using Amazon.CDK;
using Amazon.CDK.AWS.CloudFront;
using Constructs;

namespace RvWeb.Deploy.Stack;

/// <summary>What is kept for how long, and which headers viewers get beside the app's.</summary>
internal sealed class EdgePolicies : Construct
{
    private const int Year = 365 * 24 * 60 * 60;

    private readonly string _name;

    internal EdgePolicies(Construct scope, string id)
        : base(scope, id)
    {
        // Unique in an account, and CloudFront is global: the region tells two stacks of one name apart.
        _name = $"{Amazon.CDK.Stack.Of(this).StackName}-{Aws.REGION}";
        CacheId = KeepWhatTheAppSays();
        HeadersId = SecurityHeaders();
    }

    internal string CacheId { get; }

    internal string HeadersId { get; }

    /// <summary>AllViewerExceptHostHeader, of AWS: a function URL answers only to its own host name.</summary>
    internal static string OriginRequestId => "b689b0a8-53d0-40ab-baf2-68738e2966ac";

    // Default 0: an answer without Cache-Control is not kept. Maximum: the stale window ends with it
    // (docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html), so it must not be near any max-age.
    private string KeepWhatTheAppSays() => new CachePolicy(this, "CachePolicy", new CachePolicyProps
    {
        CachePolicyName = _name,
        Comment = "The app's Cache-Control decides; every query string is its own answer.",
        MinTtl = Duration.Seconds(0),
        DefaultTtl = Duration.Seconds(0),
        MaxTtl = Duration.Days(365),
        QueryStringBehavior = CacheQueryStringBehavior.All(),
        HeaderBehavior = CacheHeaderBehavior.None(),
        CookieBehavior = CacheCookieBehavior.None(),
        EnableAcceptEncodingGzip = true,
        EnableAcceptEncodingBrotli = true,
    }).CachePolicyId;

    // Only what holds for every page of every app, and gives way to what the app itself says: a content security policy
    // depends on the page, so it is the app's to send.
    private string SecurityHeaders() => new CfnResponseHeadersPolicy(this, "HeadersPolicy", new CfnResponseHeadersPolicyProps
    {
        ResponseHeadersPolicyConfig = new CfnResponseHeadersPolicy.ResponseHeadersPolicyConfigProperty
        {
            Name = _name,
            Comment = "Security headers, unless the app sends its own.",
            SecurityHeadersConfig = new CfnResponseHeadersPolicy.SecurityHeadersConfigProperty
            {
                // nosniff has but one value, so nothing is overridden that could differ.
                ContentTypeOptions = new CfnResponseHeadersPolicy.ContentTypeOptionsProperty { Override = true },
                FrameOptions = new CfnResponseHeadersPolicy.FrameOptionsProperty { FrameOption = "DENY", Override = false },
                ReferrerPolicy = new CfnResponseHeadersPolicy.ReferrerPolicyProperty
                {
                    ReferrerPolicy = "strict-origin-when-cross-origin",
                    Override = false,
                },
                StrictTransportSecurity = new CfnResponseHeadersPolicy.StrictTransportSecurityProperty
                {
                    AccessControlMaxAgeSec = Year,
                    Override = false,
                },
            },
        },
    }).Ref;
}
