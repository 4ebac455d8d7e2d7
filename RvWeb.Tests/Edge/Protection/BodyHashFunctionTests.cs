using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RvWeb.CloudFormation;
using RvWeb.Deploy;
using RvWeb.Edge.Signing;
using RvWeb.Edge.Template;
using RvWeb.Tests.Edge.Origins;

namespace RvWeb.Tests.Edge.Protection;

/// <summary>Source of the limit: docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html, Lambda@Edge</summary>
public sealed class BodyHashFunctionTests
{
    private const int Limit = 60_000;
    private const string Header = "x-amz-content-sha256";

    [Theory(Timeout = Limit)]
    [InlineData("POST", 5)]
    [InlineData("PUT", 0)]
    [InlineData("PATCH", 20_000)]
    [InlineData("DELETE", 5)]
    [InlineData("POST", HashedBody.Most)]
    public async Task A_body_gets_its_hash_and_arrives_as_it_was_sent(string method, int size)
    {
        await using var origin = await RunningOrigin.StartAsync(async context =>
        {
            var hash = await SHA256.HashDataAsync(context.Request.Body, context.RequestAborted);
            await context.Response.WriteAsync($"{context.Request.Headers[Header]} {Convert.ToHexStringLower(hash)}", context.RequestAborted);
        });
        await using var edge = await RunningEdge.StartAsync(Template(Code()), [origin.Url]);
        var body = Enumerable.Range(0, size).Select(at => (byte)(at * 7)).ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));

        var reply = await edge.SendAsync(new HttpMethod(method), "/", new ByteArrayContent(body));

        Assert.Equal((200, $"{hash} {hash}"), (reply.Status, reply.Body));
    }

    [Fact(Timeout = Limit)]
    public async Task A_body_over_one_megabyte_is_answered_413_and_the_origin_is_not_asked()
    {
        await using var origin = await RunningOrigin.SayingAsync("ran");
        await using var edge = await RunningEdge.StartAsync(Template(Code()), [origin.Url]);

        var reply = await edge.SendAsync(HttpMethod.Post, "/", new ByteArrayContent(new byte[HashedBody.Most + 1]));

        Assert.Equal((413, "application/json", "no-store", HashedBody.XCache, 0), (reply.Status, reply["Content-Type"], reply["Cache-Control"], reply["X-Cache"], origin.Fetches));
        Assert.Equal("""{"message":"A body may have up to 1 MB here."}""", reply.Body);
    }

    [Fact(Timeout = Limit)]
    public async Task Reading_requests_pass_as_they_are()
    {
        await using var origin = await RunningOrigin.StartAsync(context => context.Response.WriteAsync($"hash: {context.Request.Headers[Header]}", context.RequestAborted));
        await using var edge = await RunningEdge.StartAsync(Template(Code()), [origin.Url]);

        Assert.Equal("hash: ", (await edge.GetAsync("/")).Body);
    }

    [Fact]
    public void Any_other_edge_function_is_reported_and_not_believed()
    {
        var distribution = Read(Template(Code().Replace("413", "414", StringComparison.Ordinal)));

        Assert.False(Assert.Single(distribution.Behaviors).HashesBodies);
        Assert.StartsWith(
            "Dist.Properties.DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations[0] (no Lambda@Edge function runs here", Assert.Single(distribution.NotEmulated), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("viewer-request", "true")]
    [InlineData("origin-request", "false")]
    public void At_another_event_or_without_bodies_it_does_another_work(string eventType, string includeBody)
    {
        var distribution = Read(Template(Code(), eventType, includeBody));

        Assert.False(Assert.Single(distribution.Behaviors).HashesBodies);
        Assert.Single(distribution.NotEmulated);
    }

    [Fact]
    public void The_stacks_own_function_is_recognized()
    {
        var distribution = Read(Template(Code()));

        Assert.True(Assert.Single(distribution.Behaviors).HashesBodies);
        Assert.Empty(distribution.NotEmulated);
    }

    private static string Code() => File.ReadAllText(Path.Combine(Solution.Here().Root, "RvWeb.Deploy", "Stack", "hash-body.js"), Encoding.UTF8);

    private static Distribution Read(string template)
    {
        var parsed = CloudFormationTemplate.Parse(template);
        return new DistributionReader(parsed, [parsed]).Read("Dist");
    }

    private static string Template(string code, string eventType = "origin-request", string includeBody = "true") => AccessControls.Template(
        resources: $$$"""
            "Hash":{"Type":"AWS::Lambda::Function","Properties":{"Code":{"ZipFile":"{{{JsonEncodedText.Encode(code)}}}"} } },
            "HashVersion":{"Type":"AWS::Lambda::Version","Properties":{"FunctionName":{"Ref":"Hash"} } },
            """).Replace(
        "\"ViewerProtocolPolicy\":",
        $$$"""
        "LambdaFunctionAssociations":[{"EventType":"{{{eventType}}}","IncludeBody":{{{includeBody}}},"LambdaFunctionARN":{"Ref":"HashVersion"}}],"ViewerProtocolPolicy":
        """,
        StringComparison.Ordinal);
}
