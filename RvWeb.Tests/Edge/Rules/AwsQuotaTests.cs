using RvWeb.Edge.Policies;
using RvWeb.Edge.Template;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Rules;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html</summary>
public sealed class AwsQuotaTests
{
    [Fact]
    public void Ten_names_are_allowed_and_eleven_are_not()
    {
        Assert.Empty(Exceeded(Policy() with { QueryStrings = Names(SelectionMode.Whitelist, Many(10)) }));
        Assert.Equal(
            ["cache policy test lists 11 query strings; 10 are allowed"],
            Exceeded(Policy() with { QueryStrings = Names(SelectionMode.Whitelist, Many(11)) }));
    }

    [Fact]
    public void Names_have_1024_characters_together() => Assert.Equal(
        ["cache policy test lists cookies of 1025 characters together; 1024 are allowed"],
        Exceeded(Policy() with { Cookies = Names(SelectionMode.Whitelist, new string('c', 1025)) }));

    [Theory]
    [InlineData("Cookie", "cache policy test: Cookie among its headers cannot be in a key")]
    [InlineData("CloudFront-Viewer-TLS", "cache policy test: CloudFront-Viewer-TLS among its headers may be in an origin request policy only")]
    public void Some_headers_cannot_be_in_a_key(string name, string expected) => Assert.Equal([expected], Exceeded(Policy() with { Headers = HeaderNames(name) }));

    [Fact]
    public void Authorization_alone_cannot_be_in_an_origin_request_policy() => Assert.Equal(
        ["origin request policy o: Authorization among its headers goes to an origin by the key or with all viewer headers only"],
        AwsQuotas.Exceeded([Behavior(Policy(), new OriginRequestPolicy { Name = "o", Headers = HeaderNames("Authorization") })], []));

    [Fact]
    public void Managed_policies_are_above_the_quotas() =>
        Assert.Empty(AwsQuotas.Exceeded([.. ManagedPolicies.OriginRequest.Values.Select(policy => Behavior(ManagedPolicies.Cache.Values[0], policy))], []));

    [Fact]
    public void An_origins_custom_headers_have_quotas_and_names_of_their_own()
    {
        var many = Enumerable.Range(0, 31).ToDictionary(number => $"X-{number}", _ => "");

        Assert.Equal(["origin app has 31 custom headers; 30 are allowed"], ExceededBy(many));
        Assert.Equal(["origin app: Host among its custom headers cannot be a custom header"], ExceededBy(new() { ["Host"] = "h" }));
        Assert.Equal(["origin app: custom header X-Amz-Meta is CloudFront's own"], ExceededBy(new() { ["X-Amz-Meta"] = "m" }));
        Assert.Contains("a value of 1784 characters", Assert.Single(ExceededBy(new() { ["X-Long"] = new string('x', 1784) })), StringComparison.Ordinal);
    }

    private static string[] Many(int count) => [.. Enumerable.Range(0, count).Select(number => $"q{number}")];

    private static IEnumerable<string> Exceeded(CachePolicy policy) => AwsQuotas.Exceeded([Behavior(policy)], []);

    private static IEnumerable<string> ExceededBy(Dictionary<string, string> custom) =>
        AwsQuotas.Exceeded([], [new OriginDefinition { Id = "app", CustomHeaders = custom }]);
}
