using Amazon.CDK;
using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.S3;
using Constructs;
using RvWeb.Deploy.Options;

namespace RvWeb.Deploy.Stack;

/// <summary>A bucket for CloudFront's log of requests, whose files go when the function's log goes.</summary>
internal sealed class AccessLogs : Construct
{
    internal AccessLogs(Construct scope, string id, StackOptions options)
        : base(scope, id)
    {
        var bucket = new CfnBucket(this, "Bucket", new CfnBucketProps
        {
            // CloudFront writes by an ACL: docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html.
            OwnershipControls = new CfnBucket.OwnershipControlsProperty
            {
                Rules = new object[] { new CfnBucket.OwnershipControlsRuleProperty { ObjectOwnership = "BucketOwnerPreferred" } },
            },
            PublicAccessBlockConfiguration = new CfnBucket.PublicAccessBlockConfigurationProperty
            {
                BlockPublicAcls = true,
                BlockPublicPolicy = true,
                IgnorePublicAcls = true,
                RestrictPublicBuckets = true,
            },
            LifecycleConfiguration = new CfnBucket.LifecycleConfigurationProperty
            {
                Rules = new object[] { new CfnBucket.RuleProperty { Status = "Enabled", ExpirationInDays = options.LogRetention } },
            },
        });
        // A bucket with files in it cannot be deleted, and a stack should not hang on that.
        bucket.ApplyRemovalPolicy(RemovalPolicy.RETAIN);
        Destination = new CfnDistribution.LoggingProperty { Bucket = bucket.AttrRegionalDomainName, IncludeCookies = false };
    }

    internal CfnDistribution.LoggingProperty Destination { get; }
}
