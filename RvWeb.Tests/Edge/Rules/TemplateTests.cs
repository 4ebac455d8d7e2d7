using RvWeb.CloudFormation;
using RvWeb.Deploy;
using RvWeb.Edge.Template;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Rules;

public sealed class TemplateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edge-template-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_distribution_is_read_with_its_own_policy_and_behaviors_in_order()
    {
        var distribution = TemplateFile.Load(Write("one", EdgeTemplates.Full), null);

        Assert.Equal("Dist", distribution.LogicalId);
        Assert.Equal("/api/*", distribution.BehaviorFor("/api/x").Pattern.ToString());
        Assert.Equal("CachingDisabled", distribution.BehaviorFor("/api/x").CachePolicy.Name);
        var fallback = distribution.BehaviorFor("/");
        Assert.Equal(("own", S(0), S(0), S(31_536_000)), (fallback.CachePolicy.Name, fallback.CachePolicy.MinTtl, fallback.CachePolicy.DefaultTtl, fallback.CachePolicy.MaxTtl));
        Assert.Contains("POST", fallback.AllowedMethods);
        Assert.Equal(S(3), distribution.ErrorCachingMinTtl[503]);
        Assert.Equal(S(7), distribution.Origins[0].ReadTimeout);
        Assert.Equal("from the parameter", distribution.Origins[0].CustomHeaders["X-Secret"]);
    }

    [Fact]
    public void The_stack_that_is_deployed_is_read()
    {
        var distribution = TemplateFile.Load(Solution.Here().CommittedTemplate, null);

        var behavior = distribution.BehaviorFor("/hello");
        Assert.StartsWith("RvWeb-", behavior.CachePolicy.Name, StringComparison.Ordinal);
        Assert.Equal(S(0), behavior.CachePolicy.DefaultTtl);
    }

    [Fact]
    public void What_is_not_emulated_is_named_by_path()
    {
        const string config = "Dist.Properties.DistributionConfig";

        Assert.Equal(
            [
                $"{config}.Origins[0].OriginAccessControlId ({{\"Ref\":\"Oac\"}} is no AWS::CloudFront::OriginAccessControl of these templates; nothing is signed or refused)",
            ],
            TemplateFile.Load(Write("one", EdgeTemplates.Full), null).NotEmulated.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_offers_the_distributions_of_all_its_templates()
    {
        Write("a", EdgeTemplates.Full);
        Write("b", EdgeTemplates.Full.Replace("\"Dist\"", "\"Other\"", StringComparison.Ordinal));
        Write("c", """{"Resources":{}}""");

        var problem = Assert.Throws<TemplateException>(() => TemplateFile.Load(_folder.FullName, null));

        Assert.Contains("choose with --distribution one of Dist, Other", problem.Message, StringComparison.Ordinal);
        Assert.Equal("Other", TemplateFile.Load(_folder.FullName, "Other").LogicalId);
    }

    [Theory]
    [InlineData("\"CachePolicyId\":{\"Ref\":\"Policy\"}", "\"CachePolicyId\":\"nonsense\"", "CachePolicyId is 'nonsense', which is no managed policy")]
    [InlineData("\"CachePolicyId\":{\"Ref\":\"Policy\"}", "\"CachePolicyId\":{\"Ref\":\"Dist\"}", "refers to 'Dist', which is no AWS::CloudFront::CachePolicy")]
    [InlineData("\"CachePolicyId\":{\"Ref\":\"Policy\"}", "\"CachePolicyId\":{\"Fn::ImportValue\":\"X\"}", "{\"Fn::ImportValue\":\"X\"}, which cannot be resolved")]
    [InlineData("\"CachePolicyId\":{\"Ref\":\"Policy\"}", "\"ForwardedValues\":{},\"CachePolicyId\":{\"Ref\":\"Policy\"}", "has CachePolicyId and ForwardedValues")]
    [InlineData("\"MaxTTL\":31536000", "\"MaxTTL\":\"soon\"", "MaxTTL is 'soon'")]
    [InlineData("\"MaxTTL\":31536000", "\"MaxTTL\":{\"Ref\":\"X\"}", "MaxTTL is {\"Ref\":\"X\"}, which cannot be resolved")]
    [InlineData("\"QueryStringBehavior\":\"all\"", "\"QueryStringBehavior\":\"some\"", "QueryStringBehavior is 'some'")]
    [InlineData("\"TargetOriginId\":\"app\"", "\"TargetOriginId\":\"gone\"", "targets the origin 'gone'")]
    public void A_template_that_cannot_be_served_says_where_and_what(string valid, string broken, string expected)
    {
        var path = Write("broken", EdgeTemplates.Full.Replace(valid, broken, StringComparison.Ordinal));

        var problem = Assert.Throws<TemplateException>(() => TemplateFile.Load(path, null));

        Assert.StartsWith($"--template {path}: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    private string Write(string name, string json)
    {
        var path = Path.Combine(_folder.FullName, name + ".template.json");
        File.WriteAllText(path, json);
        return path;
    }
}
