using Microsoft.AspNetCore.Http;
using RvWeb.CloudFormation;
using RvWeb.CloudFormation.Secrets;
using RvWeb.Deploy;
using RvWeb.Edge.Template;
using RvWeb.Tests.Edge.Origins;

namespace RvWeb.Tests.Edge.Protection;

public sealed class SecretHeaderTests
{
    private const int Limit = 60_000;
    private const string Secret = "\"Word\":{\"Type\":\"AWS::SecretsManager::Secret\"},";

    private const string Header = """
        "OriginCustomHeaders":[{"HeaderName":"X-Origin-Secret","HeaderValue":{"Fn::Join":["",["{{resolve:secretsmanager:",{"Ref":"Word"},":SecretString:::}}"]]}}],
        """;

    [Fact(Timeout = Limit)]
    public async Task The_origin_gets_the_given_secret_whatever_the_viewer_sends()
    {
        await using var origin = await RunningOrigin.StartAsync(context => context.Response.WriteAsync($"got {context.Request.Headers["X-Origin-Secret"]}", context.RequestAborted));
        var secrets = new SecretValues(new Dictionary<string, string> { ["Word"] = "open" });
        await using var edge = await RunningEdge.StartAsync(OriginTemplates.App(Header, resources: Secret), [origin.Url], secrets: secrets);

        var reply = await edge.SendAsync(HttpMethod.Post, "/", new StringContent("x"), ("X-Origin-Secret", "guess"));

        Assert.Equal("got open", reply.Body);
    }

    [Fact]
    public void A_secret_that_was_not_given_is_reported_with_what_to_give()
    {
        var template = CloudFormationTemplate.Parse(OriginTemplates.App(Header, resources: Secret));

        var distribution = new DistributionReader(template, [template]).Read("Dist");

        Assert.Empty(Assert.Single(distribution.Origins).CustomHeaders);
        Assert.EndsWith("give --secret Word=VALUE; the header is not sent", Assert.Single(distribution.NotEmulated), StringComparison.Ordinal);
    }

    [Fact]
    public void The_committed_template_takes_its_secret_this_way()
    {
        var secrets = new SecretValues(new Dictionary<string, string> { ["OriginSecret1"] = "open" });

        var distribution = TemplateFile.Load(Solution.Here().CommittedTemplate, null, secrets);

        Assert.Equal("open", Assert.Single(distribution.Origins).CustomHeaders[RvWeb.Deploy.Stack.OriginSecret.Header]);
        Assert.Empty(distribution.NotEmulated);
    }
}
