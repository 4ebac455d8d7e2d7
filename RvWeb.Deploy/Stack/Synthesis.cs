using Amazon.CDK;
using RvWeb.Deploy.Building;

namespace RvWeb.Deploy.Stack;

/// <summary>Turns the stack into a cloud assembly, the directory that the CDK CLI deploys.</summary>
/// <param name="solution">Where the function's project is.</param>
/// <param name="isInstalled">Looks for what CDK and the build need on this machine.</param>
/// <param name="progress">Hears about work that takes long.</param>
internal sealed class Synthesis(Solution solution, Func<Tool, bool> isInstalled, TextWriter progress)
{
    private static readonly Tool Node = new("node", "nodejs");

    /// <summary>Builds the function unless the directory holds it already; the file that holds the template.</summary>
    internal string Run(string output) => Run(new AppProps { Outdir = output, AnalyticsReporting = false });

    /// <summary>Leaves the function unbuilt, for whoever only wants the template; the file that holds it.</summary>
    internal string RunWithoutBuilding(string output) => Run(new AppProps
    {
        Outdir = output,
        AnalyticsReporting = false,
        // CDK's own way of saying that no stack is going to be deployed: nothing is bundled.
        PostCliContext = new Dictionary<string, object> { ["aws:cdk:bundling-stacks"] = Array.Empty<string>() },
    });

    private string Run(AppProps props)
    {
        if (!isInstalled(Node))
            throw new DeployFailedException("CDK runs on Node, and there is no node on the PATH. Get it from https://nodejs.org");

        var code = new FunctionCode(solution.WebProject, isInstalled, progress);
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
}
