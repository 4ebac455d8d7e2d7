using CsCheck;
using RvWeb.CloudFormation;

namespace RvWeb.Tests.CloudFormation;

public sealed class YamlTemplateTests
{
    [Theory]
    [InlineData("!Ref Table", """{"Ref":"Table"}""")]
    [InlineData("!GetAtt Table.Arn", """{"Fn::GetAtt":["Table","Arn"]}""")]
    [InlineData("!GetAtt Nested.Outputs.Url", """{"Fn::GetAtt":["Nested","Outputs.Url"]}""")]
    [InlineData("!GetAtt [Table, Arn]", """{"Fn::GetAtt":["Table","Arn"]}""")]
    [InlineData("!Sub 'a-${AWS::Region}'", """{"Fn::Sub":"a-${AWS::Region}"}""")]
    [InlineData("!Join ['-', [a, !Ref B]]", """{"Fn::Join":["-",["a",{"Ref":"B"}]]}""")]
    [InlineData("!If [IsProd, 1, !Ref AWS::NoValue]", """{"Fn::If":["IsProd",1,{"Ref":"AWS::NoValue"}]}""")]
    [InlineData("!Condition IsProd", """{"Condition":"IsProd"}""")]
    [InlineData("Fn::Sub: x", """{"Fn::Sub":"x"}""")]
    public void Short_forms_are_their_long_forms(string yaml, string json) => Assert.Equal(json, Value(yaml));

    [Theory]
    [InlineData("128", "128")]
    [InlineData("'128'", "\"128\"")]
    [InlineData("!!str 128", "\"128\"")]
    [InlineData("0123", "\"0123\"")]
    [InlineData("2012-10-17", "\"2012-10-17\"")]
    [InlineData("1.5", "1.5")]
    [InlineData("true", "true")]
    [InlineData("False", "false")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("|\n      two\n      lines\n", "\"two\\nlines\\n\"")]
    [InlineData("[]", "[]")]
    [InlineData("{}", "{}")]
    public void Plain_values_keep_their_kind(string yaml, string json) => Assert.Equal(json, Value(yaml));

    [Fact]
    public void An_empty_value_is_none() => Assert.Null(Node(""));

    // docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html: no aliases, no hash merges.
    [Theory]
    [InlineData("Resources:\n  A:\n\t  Type: x\n", "line 3, column 1): a tab indents it")]
    [InlineData("Resources:\n  A: [1, 2\n  B: 3\n", "line 2")]
    [InlineData("Resources:\n  A: {Type: x\n", "line 3")]
    [InlineData("Resources:\n  A: 'x\n", "line 3")]
    [InlineData("Resources:\n  A: {Type: x}\n  A: {Type: y}\n", "line 3, column 3): the key 'A' is there a second time")]
    [InlineData("Resources:\n  A: &a {Type: x}\n  B: *a\n", "line 3, column 6): CloudFormation takes no aliases, such as *a")]
    [InlineData("Resources:\n  A: {<<: {Type: x}}\n", "line 2, column 7): CloudFormation takes no merge keys")]
    [InlineData("Resources:\n  A: !Reff B\n", "line 2, column 6): CloudFormation has no function !Reff")]
    [InlineData("Resources: {}\n---\nResources: {}\n", "line 2, column 1): a second document begins here")]
    [InlineData("Resources:\n  [a, b]: c\n", "line 2, column 3): a key must be a plain word")]
    [InlineData("Resources: 1\n", "it has no Resources")]
    [InlineData("", "it has no Resources")]
    [InlineData("just words", "it has no Resources")]
    [InlineData("{\"Resources\":\n {]}", "it is not JSON (line 2,")]
    [InlineData("""{"Resources":{"A":{},"A":{}}}""", "the resource 'A' is there a second time")]
    public void What_is_no_template_is_told_with_its_line(string text, string expected)
    {
        var problem = Assert.Throws<TemplateException>(() => CloudFormationTemplate.Parse(text));

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void Depth_has_a_limit()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100_000));

        var problem = Assert.Throws<TemplateException>(() => CloudFormationTemplate.Parse($"Resources: {deep}"));

        Assert.Contains("nested more than 60 levels deep", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_a_template_or_is_told_to_be_none()
    {
        var pieces = Gen.OneOf<string>("Resources:", "\n", "  ", " ", "A", ": ", "- ", "[", "]", "{", "}", ",", "!Ref ", "!GetAtt", "'", "\"", "|", "&a ", "*a", "<<", "#", "\t", "---", "%", "1", "true", "\0", "é");

        pieces.Array[0, 30].Sample(parts =>
        {
            try
            {
                CloudFormationTemplate.Parse("Resources:\n  " + string.Concat(parts));
            }
            catch (TemplateException problem)
            {
                Assert.DoesNotContain('\n', problem.Message);
            }
        });
    }

    private static string? Value(string yaml) => Node(yaml)?.Json;

    private static TemplateNode? Node(string yaml) =>
        CloudFormationTemplate.Parse($"Resources:\n  A:\n    Value: {(yaml.StartsWith("Fn::", StringComparison.Ordinal) ? "\n      " : "")}{yaml}\n").Resource("A")!.Child("Value");
}
