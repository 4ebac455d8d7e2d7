using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Secrets;
using RvWeb.CloudFormation.Values;

namespace RvWeb.Tests.CloudFormation;

/// <summary>Source: docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html</summary>
public sealed class SecretValuesTests
{
    private const string Template = """
        Resources:
          Word: {Type: 'AWS::SecretsManager::Secret'}
          Subject:
            Type: Subject
            Value: 
        """;

    private static readonly Dictionary<string, string> Values = new()
    {
        ["Word"] = "open",
        ["shop/key"] = """{"user":"me","pin":7}""",
        ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:far-AbCdEf"] = "away",
    };

    [Theory]
    [InlineData("'{{resolve:secretsmanager:Word}}'", "open")]
    [InlineData("'{{resolve:secretsmanager:Word:SecretString}}'", "open")]
    [InlineData("'{{resolve:secretsmanager:Word:SecretString:::}}'", "open")]
    [InlineData("'{{resolve:secretsmanager:shop/key:SecretString:user}}'", "me")]
    [InlineData("'{{resolve:secretsmanager:shop/key:SecretString:pin::v1}}'", "7")]
    [InlineData("'{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:123456789012:secret:far-AbCdEf:SecretString}}'", "away")]
    [InlineData("!Sub '{{resolve:secretsmanager:${Word}:SecretString}}'", "open")]
    [InlineData("!Sub ['Bearer {{resolve:secretsmanager:${W}}}', {W: !Ref Word}]", "Bearer open")]
    [InlineData("!Join ['', ['{{resolve:secretsmanager:', !Ref Word, ':SecretString:::}}']]", "open")]
    [InlineData("!Join ['-', ['{{resolve:secretsmanager:Word}}', !Join ['', ['{{resolve:secretsmanager:', !Ref Word, '}}']]]]", "open-open")]
    [InlineData("!Select [1, [a, !Sub '{{resolve:secretsmanager:${Word}}}']]", "open")]
    public void A_reference_is_the_value_that_was_given(string yaml, string expected) => Assert.Equal(expected, Evaluate(yaml, Values));

    [Theory]
    [InlineData("!Join ['', ['{{resolve:secretsmanager:', !Ref Word, ':SecretString:::}}']]", "give --secret Word=VALUE")]
    [InlineData("'{{resolve:secretsmanager:shop/key:SecretString:user}}'", "give --secret shop/key=VALUE")]
    [InlineData("'{{resolve:ssm:Word}}'", "a dynamic reference is looked up when the stack is deployed")]
    [InlineData("!Ref Word", "Word (AWS::SecretsManager::Secret) gets it when it is deployed")]
    [InlineData("!Sub 'x${Word}y'", "Word (AWS::SecretsManager::Secret) gets it when it is deployed")]
    public void What_was_not_given_is_not_known_and_the_message_says_what_to_give(string yaml, string expected) =>
        Assert.Contains(expected, Assert.Throws<UnresolvedValueException>(() => Evaluate(yaml, [])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("no json")]
    [InlineData("[1]")]
    [InlineData("""{"pin":"hidden"}""")]
    public void A_member_needs_an_object_that_has_it_and_the_value_is_not_quoted(string value)
    {
        var problem = Assert.Throws<TemplateException>(
            () => Evaluate("'{{resolve:secretsmanager:shop/key:SecretString:user}}'", new() { ["shop/key"] = value })).Message;

        Assert.Equal("--secret shop/key: the template takes its member 'user', so give a JSON object that has one.", problem);
    }

    [Fact]
    public void A_secret_that_the_template_does_not_have_is_refused_with_those_it_has()
    {
        var template = CloudFormationTemplate.Parse(Template + "'{{resolve:secretsmanager:shop/key}}'");

        new SecretValues(new Dictionary<string, string> { ["Word"] = "x", ["shop/key"] = "x" }).RequireUse([template]);
        var problem = Assert.Throws<TemplateException>(() => new SecretValues(new Dictionary<string, string> { ["Wrod"] = "x" }).RequireUse([template]));

        Assert.Equal("--secret Wrod: the template refers to no such secret; it has Word.", problem.Message);
    }

    private static string? Evaluate(string yaml, Dictionary<string, string> secrets)
    {
        var template = CloudFormationTemplate.Parse(Template + yaml);
        var pseudo = new PseudoParameters { Region = "eu-west-1", AccountId = "000000000000", StackName = "stack" };
        var values = new TemplateValues(template, new Dictionary<string, string>(), pseudo, (_, _) => null, new SecretValues(secrets));
        return values.Evaluate(template.Resource("Subject")!.Child("Value")!)?.Value;
    }
}
