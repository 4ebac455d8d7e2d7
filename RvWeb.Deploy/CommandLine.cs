using System.CommandLine;
using RvWeb.Deploy.Release;
using RvWeb.Deploy.Release.Verbs;
using RvWeb.Deploy.Stack;
using RvWeb.Deploy.Template;

namespace RvWeb.Deploy;

/// <summary>The verbs of this program. Exit codes: 0 done, 1 failed, 2 not understood, 130 interrupted.</summary>
internal static class CommandLine
{
    private const int Interrupted = 130;

    // After Ctrl-C: what `push` has moved is moved back, children end.
    private static readonly TimeSpan CleanUpLimit = TimeSpan.FromSeconds(4);

    internal static Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken) =>
        RunAsync(args, output, error, Surroundings.OfThisProcess(), cancellationToken);

    internal static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var console = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = CleanUpLimit,
        };
        var parsed = Verbs(surroundings).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await error.WriteLineAsync($"RvWeb.Deploy: {parsed.Errors[0].Message} --help lists what there is.");
            return 2;
        }

        try
        {
            return await parsed.InvokeAsync(console, cancellationToken);
        }
        catch (DeployFailedException failure)
        {
            await error.WriteLineAsync(failure.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped. What AWS has begun it finishes by itself; `status` shows it.");
            return Interrupted;
        }
    }

    private static RootCommand Verbs(Surroundings surroundings)
    {
        var root = new RootCommand(
            "Ships RvWeb to AWS. Without a verb: synthesize the stack into cdk.out, which is what `cdk deploy` calls.")
        {
            TemplateCommand.Create(),
        };
        foreach (var verb in ReleaseCommands.All(surroundings))
            root.Add(verb);
        root.SetAction(parsed => SynthesizeCommand.Run(Solution.Here(), parsed.InvocationConfiguration));
        return root;
    }
}
