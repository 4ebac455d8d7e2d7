using System.CommandLine;
using RvWeb.Deploy.Building;

namespace RvWeb.Deploy.Stack;

/// <summary>What happens without a verb; the CDK CLI calls it through cdk.json.</summary>
internal static class SynthesizeCommand
{
    internal static int Run(Solution solution, InvocationConfiguration console)
    {
        // The CLI says where it wants the cloud assembly; a person wants it where the CLI would put it.
        var asked = Environment.GetEnvironmentVariable("CDK_OUTDIR");
        var template = new Synthesis(solution, Tool.IsInstalled, console.Error).Run(asked ?? solution.CloudAssembly);
        if (asked is null)
            console.Output.WriteLine($"Synthesized {template}");
        return 0;
    }
}
