using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace RvWeb.Deploy.Stack;

/// <summary>The whole of RvWeb in AWS: one function, its URL, and CloudFront in front of it.</summary>
internal sealed class RvWebStack : Amazon.CDK.Stack
{
    internal const string Name = "RvWeb";

    internal RvWebStack(Construct scope, Code code)
        : base(scope, Name, new StackProps
        {
            Description = "RvWeb: an ASP.NET Core app in Lambda behind CloudFront with stale-while-revalidate.",
            // The CDK CLI checks the bootstrap version itself; the rule would only add a parameter to the template.
            Synthesizer = new DefaultStackSynthesizer(new DefaultStackSynthesizerProps
            {
                GenerateBootstrapVersionRule = false,
            }),
        })
    {
        var web = new WebFunction(this, "Web", code);
        var edge = new EdgeDistribution(this, "Edge", web.Url);
        Export("lambdaFunctionUrl", web.Url.Url);
        Export("cloudfrontDomain", edge.DomainName);
    }

    /// <summary>
    /// Ids without CDK's hash, so that a person can read the template and a renamed construct shows in its diff.
    /// CDK refuses two resources of one id, so nothing is lost.
    /// </summary>
    protected override string AllocateLogicalId(CfnElement cfnElement)
    {
        var words = cfnElement.Node.Path
            .Split('/', '-')
            .Skip(1)
            .Where(word => word is not ("Resource" or "Default"));
        return string.Concat(words.Select((word, index) => index == 0 ? word : Capitalized(word)));
    }

    private static string Capitalized(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    // An export's name is unique in an account and region: the stack's name lets two stacks live side by side.
    private void Export(string name, string value) =>
        _ = new CfnOutput(this, name, new CfnOutputProps { Value = value, ExportName = $"{StackName}-{name}" });
}
