using Microsoft.Extensions.Logging.Abstractions;
using RvWeb.CloudFormation;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.Invalidation;
using RvWeb.Edge.Signing;
using RvWeb.Edge.Template;
using RvWeb.Edge.Warnings;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Origins;

public sealed class OriginTemplateTests
{
    private const string Behind = """
        "Fn":{"Type":"AWS::Lambda::Function"},
        "Live":{"Type":"AWS::Lambda::Alias","Properties":{"FunctionName":{"Ref":"Fn"},"Name":"live"}},
        "Url":{"Type":"AWS::Lambda::Url","Properties":{"TargetFunctionArn":{"Fn::GetAtt":["Fn","Arn"]}}},
        "LiveUrl":{"Type":"AWS::Lambda::Url","Properties":{"TargetFunctionArn":{"Ref":"Live"}}},
        "Api":{"Type":"AWS::ApiGatewayV2::Api"},
        "Alb":{"Type":"AWS::ElasticLoadBalancingV2::LoadBalancer"},
        "Bucket":{"Type":"AWS::S3::Bucket"},
        """;

    private const string OtherStack = """
        {"Resources":{"Fn":{"Type":"AWS::Lambda::Function"},"Url":{"Type":"AWS::Lambda::Url","Properties":{"TargetFunctionArn":{"Fn::GetAtt":"Fn.Arn"}}}},
        "Outputs":{"Out":{"Value":{"Fn::GetAtt":["Url","FunctionUrl"]},"Export":{"Name":"App:Url"}}}}
        """;

    [Theory]
    [InlineData("""{"Fn::Select":[2,{"Fn::Split":["/",{"Fn::GetAtt":["Url","FunctionUrl"]}]}]}""", "Url Fn")]
    [InlineData("""{"Fn::Select":[2,{"Fn::Split":["/",{"Fn::GetAtt":["LiveUrl","FunctionUrl"]}]}]}""", "LiveUrl Live Fn")]
    [InlineData("""{"Fn::Join":["",[{"Ref":"Api"},".execute-api.",{"Ref":"AWS::Region"},".amazonaws.com"]]}""", "Api")]
    [InlineData("""{"Fn::Sub":"${Api}.execute-api.${AWS::Region}.amazonaws.com"}""", "Api")]
    [InlineData("""{"Fn::GetAtt":["Alb","DNSName"]}""", "Alb")]
    [InlineData("""{"Fn::GetAtt":"Bucket.RegionalDomainName"}""", "Bucket")]
    [InlineData("""{"Fn::Select":[2,{"Fn::Split":["/",{"Fn::ImportValue":"App:Url"}]}]}""", "Url Fn")]
    [InlineData("\"app.example.com\"", "")]
    public void An_origin_is_known_by_what_is_behind_its_domain(string domain, string expected)
    {
        var home = CloudFormationTemplate.Parse(OriginTemplates.App(resources: Behind, domain: domain));

        var distribution = new DistributionReader(home, [home, CloudFormationTemplate.Parse(OtherStack)]).Read("Dist");

        Assert.Equal(expected, string.Join(' ', distribution.Origins[0].LogicalIds));
    }

    [Fact(Timeout = 5_000)]
    public async Task Exports_that_import_each_other_lead_nowhere_and_end()
    {
        const string circle = "{\"Resources\":{},\"Outputs\":{\"Out\":{\"Value\":{\"Fn::ImportValue\":\"App:Url\"},\"Export\":{\"Name\":\"App:Url\"}}}}";
        var home = CloudFormationTemplate.Parse(OriginTemplates.App(domain: "{\"Fn::ImportValue\":\"App:Url\"}"));

        var distribution = await Task.Run(() => new DistributionReader(home, [home, CloudFormationTemplate.Parse(circle)]).Read("Dist"), TestContext.Current.CancellationToken);

        Assert.Empty(distribution.Origins[0].LogicalIds);
    }

    [Theory]
    [InlineData("Fn=http://localhost:1", "http://localhost:1/")]
    [InlineData("Fn=http://localhost:1 http://localhost:3", "http://localhost:1/")]
    [InlineData("Fn=http://localhost:1 Url=http://localhost:2", "http://localhost:2/")]
    [InlineData("app=http://localhost:1 Fn=http://localhost:2 http://localhost:3", "http://localhost:1/")]
    public void An_origin_is_mapped_by_id_before_logical_id_before_a_url_for_all(string arguments, string expected)
    {
        var distribution = Read(OriginTemplates.App(resources: Behind, domain: """{"Fn::GetAtt":["Url","FunctionUrl"]}"""));

        Assert.Equal(expected, OriginMapping.Map(distribution, arguments.Split(' '))["app"].Url.ToString());
    }

    [Fact]
    public void An_unknown_name_is_answered_with_all_that_are_known()
    {
        var distribution = Read(OriginTemplates.App(resources: Behind, domain: """{"Fn::GetAtt":["Url","FunctionUrl"]}"""));

        var problem = Assert.Throws<UsageException>(() => OriginMapping.Map(distribution, ["Gone=http://localhost:1"]));

        Assert.Contains("no origin 'Gone': use 'app', or what is behind it: Fn, Url, or a URL alone for all of them", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_read_and_kept_in_AWSs_bounds()
    {
        var origin = Read(OriginTemplates.App("""
            "ConnectionAttempts":9,"ConnectionTimeout":60,"ResponseCompletionTimeout":200,"CustomOriginConfig":{"OriginReadTimeout":500,"OriginKeepaliveTimeout":77},
            """)).Origins[0];

        Assert.Equal((3, S(10), S(120), S(77), S(200)), (origin.ConnectionAttempts, origin.ConnectionTimeout, origin.ReadTimeout, origin.KeepAlive, origin.CompletionTimeout));
    }

    [Fact]
    public void Nothing_of_what_an_origin_can_say_is_reported_but_selection_by_media_quality()
    {
        var distribution = Read(OriginTemplates.Group(
            "503",
            """
            "S3OriginConfig":{"OriginAccessIdentity":""},"OriginShield":{"Enabled":true,"OriginShieldRegion":"eu-west-1"},
            """,
            more: """
            "CustomErrorResponses":[{"ErrorCode":404,"ResponsePagePath":"/x","ResponseCode":404,"ErrorCachingMinTTL":1}],
            """)
            .Replace("\"Id\":\"group\"", "\"Id\":\"group\",\"SelectionCriteria\":\"media-quality-based\"", StringComparison.Ordinal));

        Assert.Equal(["Dist.Properties.DistributionConfig.OriginGroups.Items[0].SelectionCriteria (media-quality-based)"], distribution.NotEmulated);
    }

    /// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html</summary>
    [Theory]
    [InlineData("\"S3OriginConfig\":{},", 1)]
    [InlineData("", 0)]
    public void For_an_s3_origin_the_least_time_of_an_error_is_a_second(string properties, int expected)
    {
        var distribution = Read(OriginTemplates.App(properties, more: """
            "CustomErrorResponses":[{"ErrorCode":500,"ErrorCachingMinTTL":0}],
            """));

        var filler = new CacheFiller(
            distribution, new MemoryStore(1), new InvalidationGate(), new Accidents(TimeProvider.System, NullLogger<Accidents>.Instance), TimeProvider.System);

        Assert.Equal(S(expected), filler.ErrorCachingMinTtl(distribution.Behaviors[0], 500));
    }

    [Theory]
    [InlineData("{\"OriginId\":\"second\"}", "{\"OriginId\":\"third\"}", "names the origin 'third', which is not in Origins")]
    [InlineData(",{\"OriginId\":\"second\"}", "", "Members has 1 origins: an origin group has two")]
    [InlineData("\"Items\":[503]", "\"Items\":[]", "FailoverCriteria.StatusCodes is empty")]
    [InlineData("\"Items\":[503]", "\"Items\":[200]", "has '200': use 400, 403, 404, 416, 429, 500, 502, 503, 504")]
    [InlineData("\"TargetOriginId\":\"group\"", "\"TargetOriginId\":\"nobody\"", "targets the origin 'nobody', which is not in Origins")]
    public void A_group_that_cannot_be_served_says_where_and_what(string valid, string broken, string expected)
    {
        var template = OriginTemplates.Group("503").Replace(valid, broken, StringComparison.Ordinal);

        Assert.Contains(expected, Assert.Throws<TemplateException>(() => Read(template)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"ErrorCode\":418,\"ErrorCachingMinTTL\":1", "ErrorCode is '418': use 400, 403,")]
    [InlineData("\"ErrorCode\":404,\"ResponsePagePath\":\"/x\"", "has a ResponsePagePath alone")]
    [InlineData("\"ErrorCode\":404,\"ResponseCode\":200", "has a ResponseCode alone")]
    [InlineData("\"ErrorCode\":404,\"ResponsePagePath\":\"x\",\"ResponseCode\":200", "ResponsePagePath is 'x': it must begin with a slash")]
    [InlineData("\"ErrorCode\":404,\"ResponsePagePath\":\"/x\",\"ResponseCode\":302", "ResponseCode is '302': use 200, 400,")]
    public void A_custom_error_response_that_AWS_would_refuse_is_refused(string response, string expected)
    {
        var template = OriginTemplates.App(more: "\"CustomErrorResponses\":[{" + response + "}],");

        Assert.Contains(expected, Assert.Throws<TemplateException>(() => Read(template)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sometimes", "lambda", "SigningBehavior is 'sometimes': use always, never or no-override")]
    [InlineData("always", "ftp", "OriginAccessControlOriginType is 'ftp': use lambda,")]
    public void An_access_control_that_AWS_would_refuse_is_refused(string behavior, string type, string expected) =>
        Assert.Contains(expected, Assert.Throws<TemplateException>(() => Read(AccessControls.Template(behavior, type))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_completion_limit_below_the_read_timeout_is_refused() =>
        Assert.Contains("ResponseCompletionTimeout is 5: it may not be less than OriginReadTimeout, 30 s", Assert.Throws<TemplateException>(() => Read(OriginTemplates.App("""
            "ResponseCompletionTimeout":5,
            """))).Message, StringComparison.Ordinal);

    /// <summary>Source: https://github.com/aws/aws-cdk/issues/35872</summary>
    [Theory]
    [InlineData("cloudfront.amazonaws.com", "lambda:InvokeFunctionUrl", true)]
    [InlineData("cloudfront.amazonaws.com", "lambda:InvokeFunction", false)]
    [InlineData("*", "lambda:InvokeFunctionUrl", false)]
    public void A_function_that_cloudfront_may_call_by_url_alone_is_warned_about(string principal, string action, bool warned)
    {
        var permission = """
            "Allow":{"Type":"AWS::Lambda::Permission","Properties":{"Action":"ACTION","Principal":"PRINCIPAL","FunctionName":{"Fn::GetAtt":["Fn","Arn"]}}},
            """.Replace("ACTION", action, StringComparison.Ordinal).Replace("PRINCIPAL", principal, StringComparison.Ordinal);
        var other = permission.Replace("\"Allow\"", "\"Other\"", StringComparison.Ordinal).Replace(action, "lambda:InvokeFunction", StringComparison.Ordinal);

        var alone = Read(OriginTemplates.App(resources: Behind + permission)).Warnings;
        var both = Read(OriginTemplates.App(resources: Behind + permission + other)).Warnings;

        Assert.Equal(warned ? 1 : 0, alone.Count(warning => warning.StartsWith("CloudFront may call Fn by lambda:InvokeFunctionUrl alone", StringComparison.Ordinal)));
        Assert.Empty(both);
    }

    [Theory]
    [InlineData("AKIA", "--sign-key AKIA: give ACCESSKEY=VARIABLE")]
    [InlineData("AKIA=A,B,C", "--sign-key AKIA: give ACCESSKEY=VARIABLE")]
    [InlineData("AKIA=THE/SECRET", "--sign-key AKIA: an environment variable named after the equals sign is not set")]
    public void A_sign_key_that_is_wrong_is_refused_without_what_may_be_the_secret(string argument, string expected)
    {
        var problem = Assert.Throws<UsageException>(() => SigningKeyReader.Read(argument, Read(AccessControls.Template()), _ => null));

        Assert.StartsWith(expected, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("THE/SECRET", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sign_key_takes_its_secret_token_and_region_from_the_environment()
    {
        var variables = new Dictionary<string, string> { ["S"] = "secret", ["T"] = "token", ["AWS_REGION"] = "eu-west-1" };

        var key = SigningKeyReader.Read("AKIA=S,T", Read(AccessControls.Template()), variables.GetValueOrDefault)!;

        Assert.Equal(("AKIA", "token", "eu-west-1"), (key.AccessKey, key.SessionToken, key.Region));
    }

    private static Distribution Read(string text)
    {
        var template = CloudFormationTemplate.Parse(text);
        return new DistributionReader(template, [template]).Read("Dist");
    }
}
