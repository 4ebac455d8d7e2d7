using System.CommandLine;
using RvWeb.Deploy.Building;
using RvWeb.Deploy.Options;

namespace RvWeb.Deploy.Stack;

/// <summary>What happens without a verb; the CDK CLI calls it through cdk.json.</summary>
internal static class SynthesizeCommand
{
    private const string LongContext = "CONTEXT_OVERFLOW_LOCATION_ENV";

    /// <param name="solution">Where this program and the function's project are.</param>
    /// <param name="context">Options as <c>name=value</c>, which go before the CLI's.</param>
    /// <param name="console">Where to write.</param>
    /// <param name="cancellationToken">CDK itself cannot be stopped; it takes seconds.</param>
    internal static async Task<int> RunAsync(
        Solution solution, IEnumerable<string> context, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        // The CLI says where it wants the cloud assembly; a person wants it where the CLI would put it.
        var asked = Environment.GetEnvironmentVariable("CDK_OUTDIR");
        var given = new Dictionary<string, string>(CdkContext.Read(Environment.GetEnvironmentVariable("CDK_CONTEXT_JSON")));
        foreach (var (name, value) in CdkContext.Read(context))
            given[name] = value;
        var options = StackOptionReader.Read(given, Environment.GetEnvironmentVariable("CDK_DEFAULT_REGION"));
        var template = await SynthesizeAsync(solution, asked ?? solution.CloudAssembly, given, options, console.Error, cancellationToken);
        if (asked is not null)
            return 0;
        foreach (var line in StackOptionRules.Warnings(options).Concat(StackOptionRules.Notes(options)))
            await console.Error.WriteLineAsync(line);
        await console.Output.WriteLineAsync($"Synthesized {template}");
        return 0;
    }

    private static async Task<string> SynthesizeAsync(
        Solution solution, string output, Dictionary<string, string> given, StackOptions options, TextWriter progress, CancellationToken cancellationToken)
    {
        var inputs = await new SynthesisInputs(solution, BuildMachine.Here()).HashAsync(given, cancellationToken);
        var earlier = new EarlierSynthesis(output);
        // Context too long for a variable lies in a file of its own, which is new each time.
        var isShort = Environment.GetEnvironmentVariable(LongContext) is null;
        if (isShort && earlier.Find(inputs) is { } made)
            return made;

        earlier.Forget();
        var template = new Synthesis(solution, Tool.IsInstalled, progress).Run(output, options);
        if (isShort)
            earlier.Remember(inputs, template);
        return template;
    }
}
