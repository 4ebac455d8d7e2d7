using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using RvWeb.CloudFormation;
using RvWeb.Edge.Cache;
using RvWeb.Edge.ResponseHeaders;
using RvWeb.Edge.Template;

namespace RvWeb.Tests.Edge.Viewers;

/// <summary>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-responseheaderspolicy-responseheaderspolicyconfig.html</summary>
public sealed class ResponseHeadersPolicyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edge-headers-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Every_security_header_is_written_out()
    {
        var policy = Read("""
            {"Name":"own","SecurityHeadersConfig":{
            "ContentSecurityPolicy":{"ContentSecurityPolicy":"default-src 'self'","Override":true},
            "ContentTypeOptions":{"Override":true},
            "FrameOptions":{"FrameOption":"DENY","Override":false},
            "ReferrerPolicy":{"ReferrerPolicy":"same-origin","Override":false},
            "StrictTransportSecurity":{"AccessControlMaxAgeSec":63072000,"IncludeSubdomains":true,"Preload":true,"Override":true},
            "XSSProtection":{"Protection":true,"ReportUri":"https://r.example/","Override":true}}}
            """);

        Assert.Equal(
            [
                "Content-Security-Policy: default-src 'self' True", "X-Content-Type-Options: nosniff True", "X-Frame-Options: DENY False",
                "Referrer-Policy: same-origin False", "X-XSS-Protection: 1; report=https://r.example/ True",
            ],
            policy.Added.Select(header => $"{header.Name}: {header.Value} {header.Overrides}"));
        Assert.Equal("max-age=63072000; includeSubDomains; preload", policy.StrictTransportSecurity!.Value);
    }

    [Fact]
    public void Removal_comes_first_and_override_decides()
    {
        var policy = Read("""
            {"Name":"own","RemoveHeadersConfig":{"Items":[{"Header":"x-powered-by"},{"Header":"Server"},{"Header":"X-Again"}]},
            "CustomHeadersConfig":{"Items":[{"Header":"X-Again","Value":"new","Override":false},{"Header":"X-Kept","Value":"new","Override":false},
            {"Header":"X-Replaced","Value":"new","Override":true},{"Header":"X-Empty","Override":true}]}}
            """);
        var headers = new HeaderDictionary
        {
            ["X-Powered-By"] = "p",
            ["Server"] = "s",
            ["X-Again"] = "old",
            ["X-Kept"] = "old",
            ["X-Replaced"] = "old",
        };

        PolicyHeaders.Settle(policy, headers);

        Assert.Equal(
            ["Server: CloudFront", "X-Again: new", "X-Empty: ", "X-Kept: old", "X-Replaced: new"],
            headers.Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("60669652-455b-4ae9-85a4-c4c02393f86c", "SimpleCORS")]
    [InlineData("5cc3b908-e619-4b99-88e5-2cf7f45965bd", "CORS-With-Preflight")]
    [InlineData("67f7725c-6f97-4210-82d7-5512b31e9d03", "SecurityHeadersPolicy")]
    [InlineData("e61eb60c-9c35-4d20-a928-2b84e02af89c", "CORS-and-SecurityHeadersPolicy")]
    [InlineData("eaab4381-ed33-4a86-88ca-d9558dc6cd63", "CORS-with-preflight-and-SecurityHeadersPolicy")]
    public void The_managed_policies_are_known_by_id(string id, string name)
    {
        var policy = Load($"\"{id}\"").BehaviorFor("/").ResponseHeadersPolicy!;

        Assert.Equal(name, policy.Name);
        Assert.Equal(name.Contains("CORS", StringComparison.Ordinal), policy.Cors is not null);
        Assert.Equal(name.Contains("Security", StringComparison.Ordinal), policy.StrictTransportSecurity is { Value: [{ } value] } && value == "max-age=31536000");
        Assert.Equal(name.Contains("reflight", StringComparison.Ordinal), policy.Cors?.AllowMethods.Count > 0);
    }

    [Fact]
    public void An_unknown_id_is_answered_with_the_known_ones_and_their_names()
    {
        var problem = Assert.Throws<TemplateException>(() => Load("\"nonsense\""));

        Assert.Contains("ResponseHeadersPolicyId is 'nonsense', which is no managed policy known here", problem.Message, StringComparison.Ordinal);
        Assert.Contains("60669652-455b-4ae9-85a4-c4c02393f86c (SimpleCORS)", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Name":"own","SecurityHeadersConfig":{"FrameOptions":{"FrameOption":"NEVER","Override":true}}}""", "FrameOption is 'NEVER': use DENY, SAMEORIGIN")]
    [InlineData("""{"Name":"own","SecurityHeadersConfig":{"ReferrerPolicy":{"ReferrerPolicy":"x","Override":true}}}""", "ReferrerPolicy is 'x': use no-referrer, ")]
    [InlineData("""{"Name":"own","SecurityHeadersConfig":{"XSSProtection":{"Protection":true,"ModeBlock":true,"ReportUri":"u","Override":true}}}""", "has ModeBlock and ReportUri")]
    [InlineData("""{"Name":"own","ServerTimingHeadersConfig":{"Enabled":true,"SamplingRate":101}}""", "SamplingRate is '101'")]
    [InlineData("""{"Name":"own","CustomHeadersConfig":{"Items":[{"Header":"X-A","Value":"a\r\nX-Evil: b","Override":true}]}}""", "holds a character that no header can")]
    [InlineData("""{"Name":"own","CustomHeadersConfig":{"Items":[{"Header":"X A","Value":"a","Override":true}]}}""", "Header is 'X A', which is no header's name")]
    public void A_policy_that_cannot_be_applied_says_where_and_what(string config, string expected) =>
        Assert.Contains(expected, Assert.Throws<TemplateException>(() => Read(config)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"Name":"own","RemoveHeadersConfig":{"Items":[{"Header":"via"}]}}""", "names via, which cannot be removed")]
    [InlineData("""{"Name":"own","RemoveHeadersConfig":{"Items":[{"Header":"X-Edge-Location"}]}}""", "names X-Edge-Location, which cannot be removed")]
    [InlineData("""{"Name":"own","CustomHeadersConfig":{"Items":[{"Header":"X-Frame-Options","Value":"DENY","Override":true}]}}""", "sets X-Frame-Options as a custom header")]
    [InlineData("""{"Name":"own","CustomHeadersConfig":{"Items":[{"Header":"X-Cache","Value":"a","Override":true}]}}""", "sets X-Cache, which only CloudFront writes")]
    [InlineData("""{"Name":"own","CorsConfig":{"AccessControlAllowOrigins":{"Items":["a.*"]},"OriginOverride":true}}""", "has 'a.*'")]
    [InlineData("""{"Name":"own","CorsConfig":{"AccessControlAllowCredentials":true,"AccessControlAllowOrigins":{"Items":["*"]},"OriginOverride":true}}""", "which browsers refuse")]
    public void What_AWS_would_refuse_is_said_at_start_and_left_out(string config, string expected)
    {
        var distribution = Load("""{"Ref":"Headers"}""", config);

        Assert.Contains(distribution.AwsWouldRefuse, problem => problem.Contains(expected, StringComparison.Ordinal));
        Assert.Empty(distribution.BehaviorFor("/").ResponseHeadersPolicy!.Added);
        Assert.Empty(distribution.BehaviorFor("/").ResponseHeadersPolicy!.Removed);
    }

    [Fact]
    public void A_value_that_only_AWS_knows_is_reported_and_its_header_left_out()
    {
        var distribution = Load("""{"Ref":"Headers"}""", """{"Name":"own","CustomHeadersConfig":{"Items":[{"Header":"X-A","Value":{"Fn::ImportValue":"B"},"Override":true}]}}""");

        Assert.Contains(distribution.NotEmulated, problem => problem.EndsWith("({\"Fn::ImportValue\":\"B\"} cannot be resolved; the header is left out)", StringComparison.Ordinal));
        Assert.Empty(distribution.BehaviorFor("/").ResponseHeadersPolicy!.Added);
    }

    [Theory]
    [InlineData("*", null, "")]
    [InlineData("a.example", null, "Origin")]
    [InlineData("a.example", "Accept-Encoding", "Accept-Encoding,Origin")]
    [InlineData("a.example", "Cookie, origin", "Cookie, origin")]
    public void A_policy_that_lists_origins_makes_answers_vary(string allowed, string? vary, string expected)
    {
        var headers = new HeaderDictionary { ["Vary"] = vary };

        PolicyHeaders.Settle(new ResponseHeadersPolicy { Name = "own", Cors = new CorsRules { AllowOrigins = [allowed] } }, headers);

        Assert.Equal(expected, headers["Vary"].ToString());
    }

    [Fact]
    public void A_stored_answer_is_shaped_once_and_anew_when_its_headers_change()
    {
        var stored = new StoredAnswer
        {
            Status = 200,
            Reason = "",
            Headers = [KeyValuePair.Create("X-Powered-By", new StringValues("p"))],
            Policy = new ResponseHeadersPolicy { Name = "own", Removed = ["X-Powered-By"] },
            Times = EntryTimes.For(EdgeSamples.Policy(), EdgeSamples.Origin(200), EdgeSamples.S(1), EdgeSamples.Now),
        };

        Assert.Empty(stored.ToViewer);
        Assert.Same(stored.ToViewer, stored.ToViewer);
        Assert.Equal("X-New", Assert.Single((stored with { Headers = [KeyValuePair.Create("X-New", new StringValues("n"))] }).ToViewer).Key);
    }

    private ResponseHeadersPolicy Read(string config) => Load("""{"Ref":"Headers"}""", config).BehaviorFor("/").ResponseHeadersPolicy!;

    private Distribution Load(string id, string config = "{}")
    {
        var path = Path.Combine(_folder.FullName, "headers.template.json");
        File.WriteAllText(path, EdgeTemplates.Full
            .Replace("\"CachePolicyId\":{\"Ref\":\"Policy\"}", $"\"CachePolicyId\":{{\"Ref\":\"Policy\"}},\"ResponseHeadersPolicyId\":{id}", StringComparison.Ordinal)
            .Replace("\"Policy\":{\"Type\"", "\"Headers\":{\"Type\":\"AWS::CloudFront::ResponseHeadersPolicy\",\"Properties\":{\"ResponseHeadersPolicyConfig\":" + config + "}},\"Policy\":{\"Type\"", StringComparison.Ordinal));
        return TemplateFile.Load(path, null);
    }
}
