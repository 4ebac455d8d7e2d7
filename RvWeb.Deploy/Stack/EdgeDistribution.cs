using Amazon.CDK;
using Amazon.CDK.AWS.CloudFront;
using Constructs;
using RvWeb.Deploy.Options;

namespace RvWeb.Deploy.Stack;

/// <summary>CloudFront in front of the function: what viewers reach.</summary>
internal sealed class EdgeDistribution : Construct
{
    private const string Origin = "function-url";

    // CloudFront's own waiting time, in seconds.
    private const int UsualReadTimeout = 30;

    private readonly CfnDistribution _distribution;

    internal EdgeDistribution(Construct scope, string id, WebFunction function, StackOptions options, OriginSecret? secret)
        : base(scope, id)
    {
        _distribution = new CfnDistribution(this, "Distribution", new CfnDistributionProps
        {
            DistributionConfig = new CfnDistribution.DistributionConfigProperty
            {
                Enabled = true,
                Comment = options.StackName,
                Origins = new object[] { OriginOf(function, options, secret) },
                DefaultCacheBehavior = Behavior(options),
                HttpVersion = "http2and3",
                Ipv6Enabled = true,
                PriceClass = PriceClassOf(options),
                Aliases = options.Domain is { } domain ? [domain] : null,
                ViewerCertificate = Certificate(options),
                WebAclId = options.WebAcl,
                Logging = options.AccessLogs ? new AccessLogs(this, "AccessLogs", options).Destination : null,
            },
        });
        if (options.IsSigned)
            function.AllowCloudFront($"arn:{Aws.PARTITION}:cloudfront::{Aws.ACCOUNT_ID}:distribution/{Id}");
        else
            function.AllowAnybody();
    }

    internal string DomainName => _distribution.AttrDomainName;

    internal string Id => _distribution.Ref;

    // The URL is https://HOST/, known only once deployed; its third part is the host.
    private CfnDistribution.OriginProperty OriginOf(WebFunction function, StackOptions options, OriginSecret? secret) => new()
    {
        Id = Origin,
        DomainName = Fn.Select(2, Fn.Split("/", function.Url)),
        CustomOriginConfig = new CfnDistribution.CustomOriginConfigProperty
        {
            OriginProtocolPolicy = "https-only",
            OriginSslProtocols = ["TLSv1.2"],
            OriginReadTimeout = options.Timeout < UsualReadTimeout ? null : options.Timeout + 1,
        },
        OriginAccessControlId = options.IsSigned ? AccessControl() : null,
        OriginCustomHeaders = secret is null
            ? null
            : new object[] { new CfnDistribution.OriginCustomHeaderProperty { HeaderName = OriginSecret.Header, HeaderValue = secret.Reference } },
    };

    private string AccessControl() => new CfnOriginAccessControl(this, "AccessControl", new CfnOriginAccessControlProps
    {
        OriginAccessControlConfig = new CfnOriginAccessControl.OriginAccessControlConfigProperty
        {
            // Unique in an account, as policies' names are.
            Name = $"{Amazon.CDK.Stack.Of(this).StackName}-{Aws.REGION}",
            OriginAccessControlOriginType = "lambda",
            // "no-override" would let a viewer who sends any Authorization header come through unsigned, to be refused.
            SigningBehavior = "always",
            SigningProtocol = "sigv4",
        },
    }).AttrId;

    private CfnDistribution.DefaultCacheBehaviorProperty Behavior(StackOptions options)
    {
        var policies = new EdgePolicies(this, "Default");
        return new CfnDistribution.DefaultCacheBehaviorProperty
        {
            TargetOriginId = Origin,
            AllowedMethods = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
            CachedMethods = ["GET", "HEAD"],
            CachePolicyId = policies.CacheId,
            OriginRequestPolicyId = EdgePolicies.OriginRequestId,
            ResponseHeadersPolicyId = policies.HeadersId,
            ViewerProtocolPolicy = "redirect-to-https",
            Compress = true,
            LambdaFunctionAssociations = options.OriginProtection == OriginProtection.OacWithEdgeSigning
                ? new object[] { new EdgeSigning(this, "Signing").Association }
                : null,
        };
    }

    private static string PriceClassOf(StackOptions options) => options.PriceClass switch
    {
        Options.PriceClass.Class200 => "PriceClass_200",
        Options.PriceClass.All => "PriceClass_All",
        _ => "PriceClass_100",
    };

    private static CfnDistribution.ViewerCertificateProperty? Certificate(StackOptions options) => options.Certificate is { } arn
        ? new CfnDistribution.ViewerCertificateProperty
        {
            AcmCertificateArn = arn,
            SslSupportMethod = "sni-only",
            MinimumProtocolVersion = "TLSv1.2_2021",
        }
        : null;
}
