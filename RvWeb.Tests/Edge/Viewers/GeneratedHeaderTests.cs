using Microsoft.AspNetCore.Http;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Template;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Viewers;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html</summary>
public sealed class GeneratedHeaderTests
{
    private const int Limit = 20_000;
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148";

    [Fact(Timeout = Limit)]
    public async Task They_are_made_if_a_policy_names_them_whatever_the_viewer_claims()
    {
        await using var edge = await StartAsync(Managed("33f36d7e-f396-46d9-90e0-52428a34d9dc"));

        var seen = (await edge.GetAsync("/", ("User-Agent", Phone), ("CloudFront-Is-Mobile-Viewer", "false"), ("CloudFront-Viewer-TLS", "forged"), ("CloudFront-Viewer-Country", "AQ"))).Body;

        Assert.Contains("CloudFront-Is-Mobile-Viewer=true\n", seen, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("CloudFront-Is-Desktop-Viewer=false\n", seen, StringComparison.OrdinalIgnoreCase);
        Assert.Matches(@"(?i)CloudFront-Viewer-Address=127\.0\.0\.1:\d+\n", seen);
        Assert.Contains("CloudFront-Viewer-Http-Version=1.1\n", seen, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("CloudFront-Forwarded-Proto=http\n", seen, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("CloudFront-Viewer-Country=AQ\n", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("forged", seen, StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("216adef6-5c7f-47e4-b989-5492eafa07d3", false)]
    [InlineData("b689b0a8-53d0-40ab-baf2-68738e2966ac", true)]
    public async Task All_viewer_headers_include_them_only_where_AWS_says_so(string id, bool isMade)
    {
        await using var edge = await StartAsync(Managed(id));

        var seen = (await edge.GetAsync("/", ("User-Agent", Phone), ("CloudFront-Is-Mobile-Viewer", "forged"))).Body;

        Assert.Equal(isMade, seen.Contains("CloudFront-Is-Mobile-Viewer=true", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("forged", seen, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task In_a_key_they_part_devices_and_share_within_a_class()
    {
        await using var edge = await EdgeHarness.StartAsync(
            AllItSeesAsync, Policy(usual: 60) with { Headers = HeaderNames("CloudFront-Is-Mobile-Viewer") }, cancellationToken: TestContext.Current.CancellationToken);

        string?[] caches =
        [
            (await edge.GetAsync("/", ("User-Agent", "curl")))["X-Cache"],
            (await edge.GetAsync("/", ("User-Agent", Phone)))["X-Cache"],
            (await edge.GetAsync("/", ("User-Agent", "wget"), ("CloudFront-Is-Mobile-Viewer", "true")))["X-Cache"],
            (await edge.GetAsync("/", ("User-Agent", Phone + " again")))["X-Cache"],
        ];

        Assert.Equal(["Miss from cloudfront", "Miss from cloudfront", "Hit from cloudfront", "Hit from cloudfront"], caches);
    }

    [Fact(Timeout = Limit)]
    public async Task Where_AWS_lets_no_plain_http_through_the_origin_is_told_https()
    {
        await using var edge = await StartAsync(
            Managed("33f36d7e-f396-46d9-90e0-52428a34d9dc"), behavior => behavior with { ViewerProtocolPolicy = ViewerProtocolPolicy.RedirectToHttps });

        Assert.Contains("CloudFront-Forwarded-Proto=https\n", (await edge.GetAsync("/")).Body, StringComparison.OrdinalIgnoreCase);
    }

    private static OriginRequestPolicy Managed(string id) => ManagedPolicies.OriginRequest[id];

    private static Task<EdgeHarness> StartAsync(OriginRequestPolicy policy, Func<Behavior, Behavior>? behavior = null) =>
        EdgeHarness.StartAsync(AllItSeesAsync, toOrigin: policy, cancellationToken: TestContext.Current.CancellationToken, change: behavior);

    private static Task AllItSeesAsync(HttpContext context) => context.Response.WriteAsync(
        string.Concat(context.Request.Headers.Select(header => $"{header.Key}={header.Value}\n")), context.RequestAborted);
}
