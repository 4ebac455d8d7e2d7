using Amazon.CDK;
using RvWeb.Deploy.Building;
using RvWeb.Deploy.Options;

namespace RvWeb.Deploy.Stack;

/// <summary>Turns the stack into a cloud assembly, the directory that the CDK CLI deploys.</summary>
/// <param name="solution">Where the function's project is.</param>
/// <param name="isInstalled">Looks for what CDK and the build need on this machine.</param>
/// <param name="progress">Hears about work that takes long.</param>
internal sealed class Synthesis(Solution solution, Func<Tool, bool> isInstalled, TextWriter progress)
{
    /// <summary>
    /// Held while CDK's objects are used: all of a process talk to one Node process, which answers in order, and nothing in the
    /// library keeps two threads from taking each other's answers.
    /// </summary>
    internal static readonly Lock Conversation = new();

    private static readonly Tool Node = new("node", "nodejs");

    /// <summary>Builds the function unless the directory holds it already, or Docker will build it as an image; the file that holds the template.</summary>
    internal string Run(string output, StackOptions options) => Run(options, new AppProps { Outdir = output, AnalyticsReporting = false });

    /// <summary>Leaves the function unbuilt, for whoever only wants the template; the file that holds it.</summary>
    internal string RunWithoutBuilding(string output, StackOptions options) => Run(options, new AppProps
    {
        Outdir = output,
        AnalyticsReporting = false,
        // CDK's own way of saying that no stack is going to be deployed: nothing is bundled.
        PostCliContext = new Dictionary<string, object> { ["aws:cdk:bundling-stacks"] = Array.Empty<string>() },
    });

    /// <summary>The stacks of several options with whatever their functions shall run; the files that hold the templates, in their order.</summary>
    /// <param name="output">The directory.</param>
    /// <param name="program">Asked once CDK is known to run, for each stack whose code is no image.</param>
    /// <param name="stacks">Each of another environment.</param>
    internal IReadOnlyList<string> RunWith(string output, Func<FunctionProgram> program, params IReadOnlyList<StackOptions> stacks) =>
        Run(new AppProps { Outdir = output, AnalyticsReporting = false }, program, stacks);

    private string Run(StackOptions options, AppProps props)
    {
        var code = new FunctionCode(solution.WebProject, isInstalled, progress);
        try
        {
            return Run(props, () => new FunctionProgram(code.ToAsset()), [options])[0];
        }
        catch (Exception) when (code.Failure is not null)
        {
            throw code.Failure;
        }
    }

    private IReadOnlyList<string> Run(AppProps props, Func<FunctionProgram> program, IReadOnlyList<StackOptions> options)
    {
        if (!isInstalled(Node))
            throw new DeployFailedException("CDK runs on Node, and there is no node on the PATH. Get it from https://nodejs.org");

        lock (Conversation)
        {
            var app = new App(props);
            var stacks = options.Select(one => new RvWebStack(app, one.Package == CodePackage.Image ? FunctionImage.Of(solution, one) : program(), one)).ToList();
            app.Synth();
            return [.. stacks.Select(stack => Path.Combine(props.Outdir!, stack.TemplateFile))];
        }
    }
}
