using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Values;

namespace RvWeb.Tests.CloudFormation;

public sealed class SettledTemplateTests
{
    private const string Template = """
        Parameters:
          Stage: { Type: String, Default: prod }
          Ttl: { Type: Number }
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
          IsLong: !Equals [!Ref Ttl, "600"]
        Resources:
          Bucket: { Type: "AWS::S3::Bucket", Properties: { BucketName: !Sub "site-${Stage}" } }
          Subject:
            Type: AWS::CloudFront::Distribution
            Properties:
              Value:
        """;

    [Theory]
    [InlineData("!Sub '${Stage}-${AWS::Region}'", "\"prod-eu-west-1\"")]
    [InlineData("!If [IsProd, 300, 5]", "300")]
    [InlineData("[!If [IsProd, {A: !Ref Stage}, !Ref AWS::NoValue], B]", """[{"A":"prod"},"B"]""")]
    [InlineData("[!If [IsProd, !Ref AWS::NoValue, A], B]", """["B"]""")]
    [InlineData("{A: !Ref AWS::NoValue, B: true}", """{"B":true}""")]
    [InlineData("!If [IsProd, !GetAtt Bucket.DomainName, x]", """{"Fn::GetAtt":["Bucket","DomainName"]}""")]
    [InlineData("!Join ['', ['/', !Ref Stage]]", "\"/prod\"")]
    public void What_can_be_known_is_a_plain_value(string yaml, string expected) => Assert.Equal(expected, Json(Settle(yaml)));

    [Theory]
    [InlineData("!Ref Bucket", """{"Ref":"Bucket"}""")]
    [InlineData("!Sub '${Bucket}.s3.amazonaws.com'", """{"Fn::Sub":"${Bucket}.s3.amazonaws.com"}""")]
    [InlineData("!ImportValue x", """{"Fn::ImportValue":"x"}""")]
    [InlineData("!If [IsLong, 1, 2]", """{"Fn::If":["IsLong",1,2]}""")]
    [InlineData("!Select [9, [a]]", """{"Fn::Select":[9,["a"]]}""")]
    public void What_names_a_resource_or_cannot_be_known_is_left_as_it_is_written(string yaml, string expected) => Assert.Equal(expected, Json(Settle(yaml)));

    [Fact]
    public void A_missing_parameter_is_the_reason()
    {
        var settled = Settle("!If [IsLong, 1, 2]");

        Assert.Equal("the parameter Ttl has no Default; give --parameter Ttl=VALUE", settled.WhyNot("Subject.Properties.Value"));
        Assert.Null(settled.WhyNot("Subject.Properties.Other"));
        Assert.Equal("1", Json(Settle("!If [IsLong, 1, 2]", ("Ttl", "600"))));
    }

    [Fact]
    public void Other_types_of_resources_are_left_alone() =>
        Assert.Equal("""{"Fn::Sub":"site-${Stage}"}""", Settle("1").Template.Resource("Bucket")!.Child("Properties")!.Child("BucketName")!.Json);

    private static string Json(SettledTemplate settled) => settled.Template.Resource("Subject")!.Child("Properties")!.Child("Value")!.Json;

    private static SettledTemplate Settle(string yaml, params (string Name, string Value)[] parameters) => new(
        CloudFormationTemplate.Parse($"{Template} {yaml}"),
        "AWS::CloudFront::",
        parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value),
        new PseudoParameters { Region = "eu-west-1", AccountId = "000000000000", StackName = "stack" });
}
