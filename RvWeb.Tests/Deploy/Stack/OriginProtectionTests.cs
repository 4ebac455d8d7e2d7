namespace RvWeb.Tests.Deploy.Stack;

[Collection(nameof(SharesStackSet))]
public sealed class OriginProtectionTests(StackSet stacks)
{
    [Fact]
    public void The_secret_is_made_by_AWS_and_nowhere_in_the_template()
    {
        var stack = stacks.Of("plain");

        var secret = stack.Only("AWS::SecretsManager::Secret");
        Assert.Equal("""{"ExcludePunctuation":true,"PasswordLength":48}""", secret["GenerateSecretString"]!.ToJsonString());
        Assert.False(secret.ContainsKey("SecretString"));
        Assert.Equal(Reference(1), Variable(stack, "RVWEB_ORIGIN_SECRET"));
    }

    [Fact]
    public void CloudFront_sends_what_the_app_expects()
    {
        var header = Assert.Single(stacks.Of("plain").Origin["OriginCustomHeaders"]!.AsArray())!;

        Assert.Equal(RvWeb.Deploy.Stack.OriginSecret.Header, (string?)header["HeaderName"]);
        Assert.Equal(Reference(1), header["HeaderValue"]!.ToJsonString());
    }

    [Fact]
    public void A_rotation_sends_the_new_secret_and_accepts_the_one_before_too()
    {
        var stack = stacks.Of("rotating");

        Assert.Equal(Reference(3), stack.Origin["OriginCustomHeaders"]![0]!["HeaderValue"]!.ToJsonString());
        Assert.Equal(Reference(3), Variable(stack, "RVWEB_ORIGIN_SECRET"));
        Assert.Equal(Reference(2), Variable(stack, "RVWEB_ORIGIN_SECRET_PREVIOUS"));
        Assert.Equal(["OriginSecret2", "OriginSecret3"], stack.Ids.Where(id => id.StartsWith("OriginSecret", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void A_rotation_publishes_a_version_that_has_both()
    {
        Assert.NotEqual(VersionOf("rotating"), VersionOf("rotated"));
        Assert.NotEqual(VersionOf("plain"), VersionOf("rotated"));
    }

    [Fact]
    public void A_rotation_that_is_over_leaves_the_new_secret_alone()
    {
        var stack = stacks.Of("rotated");

        Assert.Equal(["OriginSecret3"], stack.Ids.Where(id => id.StartsWith("OriginSecret", StringComparison.Ordinal)));
        Assert.Null(Variable(stack, "RVWEB_ORIGIN_SECRET_PREVIOUS"));
    }

    [Theory]
    [InlineData("oac")]
    [InlineData("edge-signing")]
    public void With_access_control_only_the_distribution_may_call_the_url(string environment)
    {
        var stack = stacks.Of(environment);

        Assert.Equal("AWS_IAM", (string?)stack.Only("AWS::Lambda::Url")["AuthType"]);
        var control = stack.Only("AWS::CloudFront::OriginAccessControl")["OriginAccessControlConfig"]!;
        Assert.Equal(("lambda", "always", "sigv4"), ((string?)control["OriginAccessControlOriginType"], (string?)control["SigningBehavior"], (string?)control["SigningProtocol"]));
        Assert.Equal("""{"Fn::GetAtt":["EdgeAccessControl","Id"]}""", stack.Origin["OriginAccessControlId"]!.ToJsonString());
        var permissions = stack.All("AWS::Lambda::Permission");
        Assert.Equal(["lambda:InvokeFunction", "lambda:InvokeFunctionUrl"], permissions.Select(permission => (string?)permission["Action"]).Order());
        Assert.All(permissions, permission =>
        {
            Assert.Equal("cloudfront.amazonaws.com", (string?)permission["Principal"]);
            Assert.EndsWith(""":distribution/",{"Ref":"EdgeDistribution"}]]}""", permission["SourceArn"]!.ToJsonString(), StringComparison.Ordinal);
            Assert.Equal("""{"Ref":"WebLive"}""", permission["FunctionName"]!.ToJsonString());
        });
        Assert.True((bool?)stack.Resource("WebInvokeViaUrl")["InvokedViaFunctionUrl"]);
    }

    [Theory]
    [InlineData("oac")]
    [InlineData("edge-signing")]
    [InlineData("none")]
    public void Without_a_shared_secret_there_is_none(string environment)
    {
        var stack = stacks.Of(environment);

        Assert.Empty(stack.All("AWS::SecretsManager::Secret"));
        Assert.Null(Variable(stack, "RVWEB_ORIGIN_SECRET"));
        Assert.False(stack.Origin.ContainsKey("OriginCustomHeaders"));
    }

    [Fact]
    public void Edge_signing_hashes_bodies_before_the_origin_is_asked()
    {
        var stack = stacks.Of("edge-signing");

        var association = Assert.Single(stack.Behavior["LambdaFunctionAssociations"]!.AsArray())!;
        Assert.Equal(("origin-request", true), ((string?)association["EventType"], (bool?)association["IncludeBody"]));
        var version = (string)association["LambdaFunctionARN"]!["Ref"]!;
        Assert.Equal("AWS::Lambda::Version", (string?)stack.Json["Resources"]![version]!["Type"]);
        Assert.Equal("""{"Ref":"EdgeSigningFunction"}""", stack.Resource(version)["FunctionName"]!.ToJsonString());
    }

    [Fact]
    public void The_edge_function_is_what_CloudFront_takes_and_may_write_its_own_logs_and_nothing_else()
    {
        var stack = stacks.Of("edge-signing");
        var function = stack.Resource("EdgeSigningFunction");

        // Limits: docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
        Assert.False(function.ContainsKey("Environment"));
        Assert.Equal("""["x86_64"]""", function["Architectures"]!.ToJsonString());
        Assert.InRange((int)function["Timeout"]!, 1, 30);
        Assert.True(((string)function["Code"]!["ZipFile"]!).Length <= 4096);
        var statement = Assert.Single(Assert.Single(stack.Resource("EdgeSigningRole")["Policies"]!.AsArray())!["PolicyDocument"]!["Statement"]!.AsArray())!;
        Assert.Equal("""["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"]""", statement["Action"]!.ToJsonString());
        Assert.EndsWith(":log-group:/aws/lambda/us-east-1.RvWeb-edge-signing-hash-body:*\"]]}", statement["Resource"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_protection_is_warned_of() =>
        Assert.Contains("origin-protection is none", stacks.ManifestOf("none"), StringComparison.Ordinal);

    [Fact]
    public void Access_control_says_what_becomes_of_bearer_tokens() =>
        Assert.Contains("bearer tokens", stacks.ManifestOf("oac"), StringComparison.Ordinal);

    private static string Reference(int generation) =>
        $$$"""{"Fn::Join":["",["{{resolve:secretsmanager:",{"Ref":"OriginSecret{{{generation}}}"},":SecretString:::}}"]]}""";

    private static string? Variable(TemplateJson stack, string name) => stack.Function["Environment"]!["Variables"]![name]?.ToJsonString();

    private string VersionOf(string environment) =>
        stacks.Of(environment).Ids.Single(id => id.StartsWith("WebFunctionCurrentVersion", StringComparison.Ordinal));
}
