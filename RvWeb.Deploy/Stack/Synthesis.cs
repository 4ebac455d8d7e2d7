using Amazon.CDK;
using RvWeb.Deploy.Building;

namespace RvWeb.Deploy.Stack;

/// <summary>Turns the stack into a cloud assembly, the directory that the CDK CLI deploys.</summary>
internal static class Synthesis
{
    /// <summary>Synthesizes without building the function, for whoever only wants the template; the file that holds it.</summary>
    internal static string TemplateOnly(Solution solution, string output) => Run(solution, TextWriter.Null, new AppProps
    {
        Outdir = output,
        AnalyticsReporting = false,
        // CDK's own way of saying that no stack is going to be deployed: nothing is bundled.
        PostCliContext = new Dictionary<string, object> { ["aws:cdk:bundling-stacks"] = Array.Empty<string>() },
    });

    /// <summary>Builds the function unless the directory holds it already; the file that holds the template.</summary>
    internal static string Complete(Solution solution, string output, TextWriter progress) =>
        Run(solution, progress, new AppProps { Outdir = output, AnalyticsReporting = false });

    private static string Run(Solution solution, TextWriter progress, AppProps props)
    {
        RequireNode();
        var code = new FunctionCode(solution, progress);
        try
        {
            var app = new App(props);
            var stack = new RvWebStack(app, code.ToAsset());
            app.Synth();
            return Path.Combine(props.Outdir!, stack.TemplateFile);
        }
        catch (Exception) when (code.Failure is not null)
        {
            throw code.Failure;
        }
    }

    private static void RequireNode()
    {
        if (!Tool.IsInstalled(new Tool("node", "nodejs")))
            throw new DeployFailedException("CDK runs on Node, and there is no node on the PATH. Install it from https://nodejs.org.");
    }
}
