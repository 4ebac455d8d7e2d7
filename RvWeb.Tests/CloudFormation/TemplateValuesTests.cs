using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Values;

namespace RvWeb.Tests.CloudFormation;

public sealed class TemplateValuesTests
{
    private const string Template = """
        Parameters:
          Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
          Size: {Type: Number}
          Hosts: {Type: CommaDelimitedList, Default: "a.example, b.example"}
          Secret: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /path}
        Mappings:
          Sizes: {eu-west-1: {dev: 128, prod: 1024}}
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
          IsDev: !Not [!Condition IsProd]
          Both: !And [!Condition IsProd, !Condition IsDev]
          Either: !Or [!Condition IsProd, !Condition IsDev]
          Circle: !Not [!Condition Around]
          Around: !Or [!Condition IsProd, !Condition Circle]
        Resources:
          Named: {Type: 'AWS::DynamoDB::Table', Properties: {TableName: !Sub '${Stage}-table'}}
          Unnamed: {Type: 'AWS::DynamoDB::Table'}
          Known: {Type: 'AWS::SQS::Queue'}
          Self: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !Ref Self}}
          Subject:
            Type: Subject
            Value: 
        """;

    [Theory]
    [InlineData("!Ref Stage", "dev")]
    [InlineData("!Ref Named", "dev-table")]
    [InlineData("!Ref AWS::Region", "eu-west-1")]
    [InlineData("!Sub '${AWS::AccountId}.${AWS::Partition}.${AWS::URLSuffix}.${AWS::StackName}'", "000000000000.aws.amazonaws.com.stack")]
    [InlineData("!Sub '${Stage} ${!Literal} ${Known.Arn} $5'", "dev ${Literal} arn:known $5")]
    [InlineData("!Sub ['${A}-${Stage}', {A: !Ref Hosts2}]", null)]
    [InlineData("!Sub ['${A}-${Stage}', {A: !Join ['+', !Ref Hosts]}]", "a.example+b.example-dev")]
    [InlineData("!Join ['', [a, !Ref Stage, !Ref AWS::NoValue]]", "adev")]
    [InlineData("!Select [1, !Split ['|', 'x|y|z']]", "y")]
    [InlineData("!Select ['0', !Ref Hosts]", "a.example")]
    [InlineData("!Select [2, !Split ['/', !GetAtt Known.Arn]]", null)]
    [InlineData("!If [IsProd, big, !Sub '${Stage}-small']", "dev-small")]
    [InlineData("!If [Either, !If [Both, 1, 2], 3]", "2")]
    [InlineData("!FindInMap [Sizes, !Ref AWS::Region, !Ref Stage]", "128")]
    [InlineData("{'Fn::Base64': !Ref Stage}", "ZGV2")]
    [InlineData("{'Fn::GetAtt': Known.Arn}", "arn:known")]
    public void Functions_are_evaluated(string yaml, string? expected)
    {
        if (expected is null)
            Assert.Throws<TemplateException>(() => Evaluate(yaml));
        else
            Assert.Equal(expected, Evaluate(yaml)?.Value);
    }

    [Fact]
    public void No_value_is_none() => Assert.Null(Evaluate("!If [IsProd, 1, !Ref AWS::NoValue]"));

    [Theory]
    [InlineData("!Ref Size", """Subject.Value is {"Ref":"Size"}: the parameter Size has no Default; give --parameter Size=VALUE""")]
    [InlineData("!Ref Secret", """Subject.Value is {"Ref":"Secret"}: the parameter Secret is taken from the Parameter Store; give --parameter Secret=VALUE""")]
    [InlineData("!Ref Unnamed", """Subject.Value is {"Ref":"Unnamed"}: Unnamed (AWS::DynamoDB::Table) gets it when it is deployed""")]
    [InlineData("!GetAtt Named.Arn", """Subject.Value is {"Fn::GetAtt":["Named","Arn"]}: Named (AWS::DynamoDB::Table) gets it when it is deployed""")]
    [InlineData("!Join ['', [a, !Ref Unnamed]]", """Subject.Value.Fn::Join[1][1] is {"Ref":"Unnamed"}: """)]
    [InlineData("!ImportValue other", """Subject.Value is {"Fn::ImportValue":"other"}: it is known only on AWS""")]
    [InlineData("'{{resolve:ssm:/name}}'", "a dynamic reference is looked up when the stack is deployed")]
    public void What_cannot_be_known_is_named_with_its_path_and_reason(string yaml, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<UnresolvedValueException>(() => Evaluate(yaml)).Message[(expected[0] == 'a' ? "Subject.Value is \"{{resolve:ssm:/name}}\": ".Length : 0)..], StringComparison.Ordinal);

    [Theory]
    [InlineData("!Ref Nowhere", "Subject.Value refers to 'Nowhere', which is no resource or parameter of this template.")]
    [InlineData("!GetAtt Nowhere.Arn", "Subject.Value refers to 'Nowhere', which is no resource of this template.")]
    [InlineData("!If [Nowhere, 1, 2]", "Subject.Value names the condition 'Nowhere', which is not in Conditions.")]
    [InlineData("!If [Circle, 1, 2]", "Conditions.Circle is defined by itself: Conditions.Circle → Conditions.Around → Conditions.Circle.")]
    [InlineData("!Ref Self", "Self is defined by itself: Self → Self.")]
    [InlineData("!FindInMap [Sizes, us-east-1, dev]", "there is no Mappings.Sizes.us-east-1.dev.")]
    [InlineData("!Select [5, [a]]", "the list has 1 elements, counted from 0.")]
    [InlineData("!Join [a]", "a delimiter and a list are needed.")]
    public void What_is_wrong_is_an_error_that_names_its_path(string yaml, string expected) =>
        Assert.EndsWith(expected, Assert.Throws<TemplateException>(() => Evaluate(yaml)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_given_parameter_wins_over_its_default() =>
        Assert.Equal(("prod", "1024"), (Evaluate("!Ref Stage", ("Stage", "prod"))?.Value, Evaluate("!FindInMap [Sizes, eu-west-1, !Ref Stage]", ("Stage", "prod"))?.Value));

    [Theory]
    [InlineData("Nope", "x", "--parameter Nope: the template has no such parameter; it has Stage, Size, Hosts, Secret.")]
    [InlineData("Stage", "test", "--parameter Stage=test: use one of dev, prod.")]
    public void A_wrong_parameter_is_told(string name, string value, string expected) =>
        Assert.Equal(expected, Assert.Throws<TemplateException>(() => Evaluate("1", (name, value))).Message);

    private static TemplateNode? Evaluate(string yaml, params (string Name, string Value)[] parameters)
    {
        var template = CloudFormationTemplate.Parse(Template + yaml);
        var values = new TemplateValues(
            template,
            parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value),
            new PseudoParameters { Region = "eu-west-1", AccountId = "000000000000", StackName = "stack" },
            (id, attribute) => (id, attribute) == ("Known", "Arn") ? "arn:known" : null);
        return values.Evaluate(template.Resource("Subject")!.Child("Value")!);
    }
}
