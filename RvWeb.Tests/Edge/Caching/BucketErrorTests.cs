using Microsoft.AspNetCore.Http;
using RvWeb.CloudFormation;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Template;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html</summary>
public sealed class BucketErrorTests
{
    [Theory]
    [InlineData("""{"S3OriginConfig":{"OriginAccessIdentity":""},""", 1)]
    [InlineData("{", null)]
    public void ErrorCachingMinTTL_0_is_one_second_for_a_bucket_and_nothing_for_others(string originStart, int? expected)
    {
        var distribution = Read(originStart);
        var filler = new CacheFiller(distribution, new MemoryStore(1), new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Now));

        var plan = filler.Plan(distribution.Behaviors[0], 500, new HeaderDictionary());

        Assert.Equal(expected, (int?)plan.Times?.Lifetime.TotalSeconds);
    }

    [Fact]
    public void The_behaviors_switch_for_compression_is_read() => Assert.True(Read("{").Behaviors[0].Compress);

    private static Distribution Read(string originStart) => new DistributionReader(CloudFormationTemplate.Parse("""
        {"Resources":{"Dist":{"Type":"AWS::CloudFront::Distribution","Properties":{"DistributionConfig":{
          "DefaultCacheBehavior":{"TargetOriginId":"app","CachePolicyId":"658327ea-f89d-4fab-a63d-7e88639e58f6","Compress":true},
          "CustomErrorResponses":[{"ErrorCode":500,"ErrorCachingMinTTL":0}],
          "Origins":[ORIGIN "Id":"app","DomainName":"example.org"}]}}}}}
        """.Replace("ORIGIN", originStart, StringComparison.Ordinal))).Read("Dist");
}
