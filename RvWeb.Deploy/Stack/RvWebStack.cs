using Amazon.CDK;
using Constructs;
using RvWeb.Deploy.Options;

namespace RvWeb.Deploy.Stack;

/// <summary>The whole of RvWeb in AWS: one function, its URL, and CloudFront in front of it.</summary>
internal sealed class RvWebStack : Amazon.CDK.Stack
{
    // Otherwise each change of the function, such as of its concurrency, would ask for a new version, and Lambda makes none
    // unless something changed that belongs to a version.
    private const string VersionsByContent = "@aws-cdk/aws-lambda:recognizeVersionProps";

    internal RvWebStack(Construct scope, FunctionProgram program, StackOptions options)
        : base(scope, options.StackName, new StackProps
        {
            Description = "RvWeb: an ASP.NET Core app in Lambda behind CloudFront with stale-while-revalidate.",
            Env = options.Region is { } region ? new Amazon.CDK.Environment { Region = region } : null,
            // The CDK CLI checks the bootstrap version itself; the rule would only add a parameter to the template.
            Synthesizer = new DefaultStackSynthesizer(new DefaultStackSynthesizerProps
            {
                GenerateBootstrapVersionRule = false,
            }),
        })
    {
        Node.SetContext(VersionsByContent, true);
        var secret = options.OriginProtection == OriginProtection.SharedSecret ? new OriginSecret(this, "OriginSecret", options) : null;
        var web = new WebFunction(this, "Web", program, options, secret);
        var edge = new EdgeDistribution(this, "Edge", web, options, secret);
        if (options.Alarms)
            _ = new Alarms(this, "Alarms", web, options);
        Export("lambdaFunctionUrl", web.Url);
        Export("cloudfrontDomain", edge.DomainName);
        Export("functionName", web.Name);
        Export("distributionId", edge.Id);
        Annotate(options);
    }

    /// <summary>
    /// Ids without CDK's hash, so that a person can read the template and a renamed construct shows in its diff.
    /// CDK refuses two resources of one id, so nothing is lost.
    /// </summary>
    protected override string AllocateLogicalId(CfnElement cfnElement)
    {
        var words = cfnElement.Node.Path
            .Split('/')
            .Skip(1)
            .SelectMany(part => part.Split('-'))
            .Where(word => word is not ("Resource" or "Default"));
        return string.Concat(words.Select((word, index) => index == 0 ? word : Capitalized(word)));
    }

    private static string Capitalized(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    // An export's name is unique in an account and region: the stack's name lets two stacks live side by side.
    private void Export(string name, string value) =>
        _ = new CfnOutput(this, name, new CfnOutputProps { Value = value, ExportName = $"{StackName}-{name}" });

    // The CDK CLI prints them.
    private void Annotate(StackOptions options)
    {
        foreach (var warning in StackOptionRules.Warnings(options))
            Annotations.Of(this).AddWarning(warning);
        foreach (var note in StackOptionRules.Notes(options))
            Annotations.Of(this).AddInfo(note);
    }
}
