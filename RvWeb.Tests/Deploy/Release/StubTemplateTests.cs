using System.Text.Json.Nodes;
using RvWeb.Deploy;
using RvWeb.Deploy.Release.Stacks;

namespace RvWeb.Tests.Deploy.Release;

public sealed class StubTemplateTests
{
    [Fact]
    public void The_stack_keeps_all_but_its_code_and_needs_no_bucket()
    {
        var stack = File.ReadAllText(FakeAws.Template);

        var stub = StubTemplate.Of(stack, "stack");

        Assert.DoesNotContain("S3Bucket", stub, StringComparison.Ordinal);
        Assert.DoesNotContain("cdk-bootstrap", stub, StringComparison.Ordinal);
        var (before, after) = (JsonNode.Parse(stack)!["Resources"]!.AsObject(), JsonNode.Parse(stub)!["Resources"]!.AsObject());
        Assert.Equal(before.Select(resource => resource.Key), after.Select(resource => resource.Key));
        var function = after.Single(resource => (string?)resource.Value!["Properties"]!["Handler"] == "index.handler").Value!["Properties"]!;
        Assert.Equal(StubTemplate.Runtime, (string?)function["Runtime"]);
        Assert.Contains("def handler(event, context):", (string?)function["Code"]!["ZipFile"], StringComparison.Ordinal);
    }

    [Fact]
    public void Inline_code_of_other_functions_stays()
    {
        var stub = StubTemplate.Of(Functions("""{"ZipFile":"exports.handler=1"}""", """{"S3Bucket":"b","S3Key":"k"}"""), "two");

        Assert.Contains("exports.handler=1", stub, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "x.json is not JSON")]
    [InlineData("[]", "x.json has no AWS::Lambda::Function")]
    [InlineData("""{"Resources":{"A":{"Type":"AWS::S3::Bucket"}}}""", "x.json has no AWS::Lambda::Function")]
    [InlineData("""{"Resources":{"A":{"Type":"AWS::Lambda::Function","Properties":{"Code":{"ImageUri":"x"}}}}}""", "x.json has a function of container images, in whose place Lambda takes no stub.")]
    public void Anything_else_is_refused_by_name(string template, string expected)
    {
        var error = Assert.Throws<DeployFailedException>(() => StubTemplate.Of(template, "x.json"));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_CloudFormation_takes_only_from_a_bucket_is_refused()
    {
        var template = Functions("""{"S3Bucket":"b","S3Key":"k"}""", $$"""{"ZipFile":"{{new string('x', 52_000)}}"}""");

        var error = Assert.Throws<DeployFailedException>(() => StubTemplate.Of(template, "big.json"));

        Assert.Contains("CloudFormation takes 51200 without a bucket", error.Message, StringComparison.Ordinal);
    }

    private static string Functions(params string[] codes) => new JsonObject
    {
        ["Resources"] = new JsonObject(codes.Select((code, i) => KeyValuePair.Create<string, JsonNode?>($"F{i}", new JsonObject
        {
            ["Type"] = "AWS::Lambda::Function",
            ["Properties"] = new JsonObject { ["Code"] = JsonNode.Parse(code) },
        }))),
    }.ToJsonString();
}
