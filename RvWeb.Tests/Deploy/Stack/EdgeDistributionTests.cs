using System.Text.Json.Nodes;

namespace RvWeb.Tests.Deploy.Stack;

[Collection(nameof(SharesSynthesizedTemplate))]
public sealed class EdgeDistributionTests(SynthesizedTemplate stack)
{
    private const string AllViewerExceptHostHeader = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

    [Fact]
    public void The_app_decides_how_long_an_answer_is_kept_up_to_a_year()
    {
        Assert.Equal(0, (int?)CachePolicy["MinTTL"]);
        Assert.Equal(0, (int?)CachePolicy["DefaultTTL"]);
        Assert.Equal(365 * 24 * 60 * 60, (int?)CachePolicy["MaxTTL"]);
    }

    [Fact]
    public void Answers_differ_by_query_string_and_compression_but_not_by_header_or_cookie()
    {
        var key = CachePolicy["ParametersInCacheKeyAndForwardedToOrigin"]!;

        Assert.Equal("all", (string?)key["QueryStringsConfig"]!["QueryStringBehavior"]);
        Assert.Equal("none", (string?)key["HeadersConfig"]!["HeaderBehavior"]);
        Assert.Equal("none", (string?)key["CookiesConfig"]!["CookieBehavior"]);
        Assert.True((bool?)key["EnableAcceptEncodingGzip"]);
        Assert.True((bool?)key["EnableAcceptEncodingBrotli"]);
    }

    [Fact]
    public void Every_method_reaches_the_function_and_only_reading_ones_are_kept()
    {
        Assert.Equal(
            """["GET","HEAD","OPTIONS","PUT","PATCH","POST","DELETE"]""",
            Behavior["AllowedMethods"]!.ToJsonString());
        Assert.Equal("""["GET","HEAD"]""", Behavior["CachedMethods"]!.ToJsonString());
        Assert.Equal("""{"Ref":"EdgeCachePolicy"}""", Behavior["CachePolicyId"]!.ToJsonString());
    }

    [Fact]
    public void The_function_gets_the_whole_request_except_the_viewers_host()
    {
        Assert.Equal(AllViewerExceptHostHeader, (string?)Behavior["OriginRequestPolicyId"]);
    }

    [Fact]
    public void Viewers_are_served_over_https_compressed_by_http_2_and_3_and_ipv6()
    {
        Assert.Equal("redirect-to-https", (string?)Behavior["ViewerProtocolPolicy"]);
        Assert.True((bool?)Behavior["Compress"]);
        Assert.Equal("http2and3", (string?)Distribution["HttpVersion"]);
        Assert.True((bool?)Distribution["IPV6Enabled"]);
        Assert.True((bool?)Distribution["Enabled"]);
        Assert.Equal("PriceClass_100", (string?)Distribution["PriceClass"]);
    }

    [Fact]
    public void The_origin_is_the_functions_url_over_https()
    {
        var origin = Assert.Single(Distribution["Origins"]!.AsArray())!;

        Assert.Equal((string?)Behavior["TargetOriginId"], (string?)origin["Id"]);
        Assert.Equal(
            """{"Fn::Select":[2,{"Fn::Split":["/",{"Fn::GetAtt":["WebUrl","FunctionUrl"]}]}]}""",
            origin["DomainName"]!.ToJsonString());
        Assert.Equal("https-only", (string?)origin["CustomOriginConfig"]!["OriginProtocolPolicy"]);
    }

    [Theory]
    [InlineData("lambdaFunctionUrl", """{"Fn::GetAtt":["WebUrl","FunctionUrl"]}""")]
    [InlineData("cloudfrontDomain", """{"Fn::GetAtt":["EdgeDistribution","DomainName"]}""")]
    public void Both_addresses_are_outputs_and_exports(string name, string value)
    {
        var output = stack.Json["Outputs"]![name]!;

        Assert.Equal(value, output["Value"]!.ToJsonString());
        Assert.Equal($"RvWeb-{name}", (string?)output["Export"]!["Name"]);
    }

    private JsonObject CachePolicy => stack.Only("AWS::CloudFront::CachePolicy")["CachePolicyConfig"]!.AsObject();

    private JsonObject Distribution => stack.Only("AWS::CloudFront::Distribution")["DistributionConfig"]!.AsObject();

    private JsonObject Behavior => Distribution["DefaultCacheBehavior"]!.AsObject();
}
