using System.Text.Json.Nodes;

namespace RvWeb.Tests.Deploy.Stack;

[Collection(nameof(SharesSynthesizedTemplate))]
public sealed class WebFunctionTests(SynthesizedTemplate stack)
{
    [Fact]
    public void The_function_is_a_small_arm64_binary_on_the_provided_runtime()
    {
        var function = stack.Only("AWS::Lambda::Function");

        Assert.Equal("provided.al2023", (string?)function["Runtime"]);
        Assert.Equal("bootstrap", (string?)function["Handler"]);
        Assert.Equal(128, (int?)function["MemorySize"]);
        Assert.Equal(10, (int?)function["Timeout"]);
        Assert.Equal("""["arm64"]""", function["Architectures"]!.ToJsonString());
    }

    [Fact]
    public void The_function_may_write_its_own_log_and_nothing_else()
    {
        var role = stack.Only("AWS::IAM::Role");

        var policy = Assert.Single(role["Policies"]!.AsArray());
        var statement = Assert.Single(policy!["PolicyDocument"]!["Statement"]!.AsArray());
        Assert.Equal("""["logs:CreateLogStream","logs:PutLogEvents"]""", statement!["Action"]!.ToJsonString());
        Assert.Equal("""{"Fn::GetAtt":["WebLogs","Arn"]}""", statement["Resource"]!.ToJsonString());
        Assert.False(role.ContainsKey("ManagedPolicyArns"));
        Assert.Empty(stack.Resources("AWS::IAM::Policy"));
    }

    [Fact]
    public void The_function_writes_to_a_log_that_is_kept_for_a_month()
    {
        Assert.Equal(30, (int?)stack.Only("AWS::Logs::LogGroup")["RetentionInDays"]);
        Assert.Equal("""{"Ref":"WebLogs"}""", stack.Only("AWS::Lambda::Function")["LoggingConfig"]!["LogGroup"]!.ToJsonString());
    }

    [Fact]
    public void The_url_is_open_to_all_and_answers_in_one_piece()
    {
        var url = stack.Only("AWS::Lambda::Url");

        Assert.Equal("NONE", (string?)url["AuthType"]);
        Assert.Equal("BUFFERED", (string?)url["InvokeMode"]);
    }

    // AWS asks for both since October 2025: docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
    [Fact]
    public void Both_permissions_of_a_function_url_are_given_and_neither_allows_a_direct_invocation()
    {
        var permissions = stack.Resources("AWS::Lambda::Permission");

        Assert.Equal(2, permissions.Count);
        Assert.Contains(permissions, IsForUrl("lambda:InvokeFunctionUrl", "FunctionUrlAuthType", "\"NONE\""));
        Assert.Contains(permissions, IsForUrl("lambda:InvokeFunction", "InvokedViaFunctionUrl", "true"));
    }

    [Fact]
    public void The_stack_brings_no_helper_functions_and_asks_for_no_parameters()
    {
        var types = stack.Json["Resources"]!.AsObject().Select(resource => (string?)resource.Value!["Type"]).Distinct().Order();

        Assert.Equal(
            [
                "AWS::CloudFront::CachePolicy", "AWS::CloudFront::Distribution", "AWS::CloudFront::ResponseHeadersPolicy", "AWS::IAM::Role",
                "AWS::Lambda::Alias", "AWS::Lambda::Function", "AWS::Lambda::Permission", "AWS::Lambda::Url", "AWS::Lambda::Version",
                "AWS::Logs::LogGroup", "AWS::SecretsManager::Secret",
            ],
            types);
        Assert.False(stack.Json.ContainsKey("Parameters"));
    }

    private static Predicate<JsonObject> IsForUrl(string action, string condition, string value) => permission =>
        (string?)permission["Action"] == action
        && (string?)permission["Principal"] == "*"
        && permission[condition]?.ToJsonString() == value;
}
