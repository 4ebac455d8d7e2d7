using RvWeb.CloudFormation;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Template;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Foreign;

/// <summary>What is read from templates that nobody here wrote for this edge.</summary>
public sealed class ForeignTemplateTests
{
    [Theory]
    [InlineData(ForeignStacks.StaticSite, "WebACLId (arn:aws:wafv2:us-east-1:123456789012:global/webacl/site/00000000-0000-0000-0000-000000000000)")]
    [InlineData(ForeignStacks.Serverless)]
    [InlineData(
        ForeignStacks.BalancerAndBucket,
        "CacheBehaviors[1].TrustedKeyGroups",
        "Restrictions.GeoRestriction.Locations",
        "Restrictions.GeoRestriction.RestrictionType (whitelist)",
        """Origins[0].OriginCustomHeaders[0].HeaderValue is {"Fn::Join":["",["{{resolve:secretsmanager:",{"Ref":"OriginSecretA1B2C3D4"},":SecretString:value::}}"]]}: a secret is looked up when the stack is deployed; give --secret OriginSecretA1B2C3D4=VALUE; the header is not sent""",
        "CacheBehaviors[2].LambdaFunctionAssociations[0] (no Lambda@Edge function runs here, and this is not the one whose work the edge does itself)",
        "header CloudFront-Viewer-Country of behavior '*' (not known here; taken from the viewer's request if it sends one)")]
    [InlineData(ForeignStacks.ApiGateway, """Origins[1].OriginCustomHeaders[0].HeaderValue is {"Fn::Sub":"{{resolve:ssm:/${AppName}/billing-key}}"}: a dynamic reference is looked up when the stack is deployed; the header is not sent""")]
    [InlineData(ForeignStacks.FunctionUrl)]
    [InlineData(ForeignStacks.WordPress)]
    public void What_is_not_emulated_is_named_and_nothing_else(string file, params string[] expected) => Assert.Equal(
        expected,
        ForeignStacks.Read(file).NotEmulated.Select(line => line.Split(".DistributionConfig.")[^1]));

    [Theory]
    [InlineData(ForeignStacks.StaticSite, "SiteBucket397A1860")]
    [InlineData(ForeignStacks.Serverless, "SiteBucket", "RestApi")]
    [InlineData(ForeignStacks.BalancerAndBucket, "Balancer1AB1D6F7", "Uploads9E0D7C1B", "UploadsCopy41F6A2E0")]
    [InlineData(ForeignStacks.ApiGateway, "HttpApi", "", "")]
    [InlineData(ForeignStacks.FunctionUrl, "LiveFunctionUrl7D5E1C20 Live2B8A3F10 Handler886CB40B")]
    [InlineData(ForeignStacks.WordPress, "")]
    public void An_origin_can_be_called_by_what_is_behind_it(string file, params string[] expected) => Assert.Equal(
        expected, ForeignStacks.Read(file).Origins.Select(origin => string.Join(' ', origin.LogicalIds)));

    [Fact]
    public void Conditions_choose_by_parameters()
    {
        var (prod, dev) = (ForeignStacks.Read(ForeignStacks.Serverless), ForeignStacks.Read(ForeignStacks.Serverless, ("Stage", "dev")));

        Assert.Equal((S(300), S(5)), (prod.BehaviorFor("/").CachePolicy.DefaultTtl, dev.BehaviorFor("/").CachePolicy.DefaultTtl));
        Assert.Equal(["api/*", "/img/*.png", "*"], prod.Behaviors.Select(behavior => behavior.Pattern.ToString()));
        Assert.Equal(["api/*", "*"], dev.Behaviors.Select(behavior => behavior.Pattern.ToString()));
        Assert.Equal(["/release-7", "/dev"], dev.Origins.Select(origin => origin.Path));
    }

    [Fact]
    public void Mappings_are_looked_up_by_region() => Assert.Equal(
        (S(1), S(600)),
        (ForeignStacks.Read(ForeignStacks.ApiGateway).BehaviorFor("/").CachePolicy.DefaultTtl, ForeignStacks.Read(ForeignStacks.ApiGateway).BehaviorFor("/").CachePolicy.MaxTtl));

    [Fact]
    public void A_domain_that_is_a_parameter_needs_no_value_but_takes_one()
    {
        Assert.Null(ForeignStacks.Read(ForeignStacks.WordPress).Origins[0].DomainName);
        Assert.Equal("lb.example.com", ForeignStacks.Read(ForeignStacks.WordPress, ("LoadBalancerDNSName", "lb.example.com")).Origins[0].DomainName);
    }

    [Theory]
    [InlineData("Type: String, Default: release-7", "Type: String", "OriginPath has no Default; give --parameter OriginPath=VALUE")]
    [InlineData("Type: String\n    Default: prod\n", "Type: String\n", "the parameter Stage has no Default; give --parameter Stage=VALUE")]
    public void A_value_that_is_missing_says_how_to_give_it(string with, string without, string expected)
    {
        var folder = Directory.CreateTempSubdirectory("foreign-");
        try
        {
            var file = Path.Combine(folder.FullName, "stack.yaml");
            var text = File.ReadAllText(ForeignStacks.PathOf(ForeignStacks.Serverless)).Replace("  OriginPath:\n    Type: String\n    Default: release-7", "  OriginPath: { Type: String, Default: release-7 }", StringComparison.Ordinal);
            File.WriteAllText(file, text.Replace(with, without, StringComparison.Ordinal));

            var problem = Assert.Throws<TemplateException>(() => TemplateFile.Load(file, null));

            Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Legacy_settings_keep_their_lists()
    {
        var images = ForeignStacks.Read(ForeignStacks.Serverless).BehaviorFor("/img/a.png");
        var login = ForeignStacks.Read(ForeignStacks.WordPress).BehaviorFor("/wp-login.php");

        Assert.Equal(SelectionMode.All, images.OriginRequestPolicy.QueryStrings.Mode);
        Assert.True(images.CachePolicy.QueryStrings.Includes("w"));
        Assert.False(images.CachePolicy.QueryStrings.Includes("z"));
        Assert.True(login.CachePolicy.Cookies.Includes("wordpress_sec_1"));
        Assert.False(login.CachePolicy.Cookies.Includes("_ga"));
    }
}
