using System.CommandLine;
using RvWeb.Deploy.Building;
using RvWeb.Deploy.Options;

namespace RvWeb.Deploy.Stack;

/// <summary>What happens without a verb; the CDK CLI calls it through cdk.json.</summary>
internal static class SynthesizeCommand
{
    /// <param name="solution">Where this program and the function's project are.</param>
    /// <param name="context">Options as <c>name=value</c>, which go before the CLI's.</param>
    /// <param name="console">Where to write.</param>
    internal static int Run(Solution solution, IEnumerable<string> context, InvocationConfiguration console)
    {
        // The CLI says where it wants the cloud assembly; a person wants it where the CLI would put it.
        var asked = Environment.GetEnvironmentVariable("CDK_OUTDIR");
        var given = new Dictionary<string, string>(CdkContext.Read(Environment.GetEnvironmentVariable("CDK_CONTEXT_JSON")));
        foreach (var (name, value) in CdkContext.Read(context))
            given[name] = value;
        var options = StackOptionReader.Read(given, Environment.GetEnvironmentVariable("CDK_DEFAULT_REGION"));
        var template = new Synthesis(solution, Tool.IsInstalled, console.Error).Run(asked ?? solution.CloudAssembly, options);
        if (asked is not null)
            return 0;
        foreach (var line in StackOptionRules.Warnings(options).Concat(StackOptionRules.Notes(options)))
            console.Error.WriteLine(line);
        console.Output.WriteLine($"Synthesized {template}");
        return 0;
    }
}
