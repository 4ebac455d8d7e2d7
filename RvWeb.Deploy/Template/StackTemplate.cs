using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using RvWeb.Deploy.Stack;

namespace RvWeb.Deploy.Template;

/// <summary>The stack's CloudFormation template, synthesized without building the function.</summary>
internal static class StackTemplate
{
    /// <summary>Needs Node, no network and no AWS account.</summary>
    internal static string Synthesize(Solution solution)
    {
        var output = Directory.CreateTempSubdirectory("rvweb-template-");
        try
        {
            var app = new App(new AppProps
            {
                Outdir = output.FullName,
                AnalyticsReporting = false,
                // CDK's own way to say that no stack is deployed now: no asset is bundled.
                PostCliContext = new Dictionary<string, object> { ["aws:cdk:bundling-stacks"] = Array.Empty<string>() },
            });
            var stack = new RvWebStack(app, Code.FromAsset(solution.WebProject));
            app.Synth();
            return NormalizedTemplate.Of(File.ReadAllText(Path.Combine(output.FullName, stack.TemplateFile)));
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }
}
