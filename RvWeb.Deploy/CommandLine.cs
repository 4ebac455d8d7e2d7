using System.CommandLine;
using RvWeb.Deploy.Building.Verb;
using RvWeb.Deploy.Options;
using RvWeb.Deploy.Release;
using RvWeb.Deploy.Release.Verbs;
using RvWeb.Deploy.Stack;
using RvWeb.Deploy.Template;

namespace RvWeb.Deploy;

/// <summary>The verbs of this program. Exit codes: 0 done, 1 failed, 2 not understood, 130 interrupted.</summary>
internal static class CommandLine
{
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
            // It would listen only once the verb has begun; see StopSignals.
            ProcessTerminationTimeout = null,
        };
        // What begins with an @ is no file of arguments here but a setting of CDK's: -c @aws-cdk/core:bootstrapQualifier=NAME.
        var parsed = Verbs(surroundings).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            await error.WriteLineAsync($"RvWeb.Deploy: {parsed.Errors[0].Message.ReplaceLineEndings(" ")} --help lists what there is.");
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
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("Stopped; nothing half-done is left here. What AWS has begun it finishes by itself: `status` shows it.");
            return StopSignals.Interrupted;
        }
        catch (WrongOptionsException wrong)
        {
            await error.WriteLineAsync(wrong.Message);
            return 2;
        }
    }

    private static RootCommand Verbs(Surroundings surroundings)
    {
        var root = new RootCommand(
            "Ships RvWeb to AWS. Without a verb: synthesize the stack into cdk.out, which is what `cdk deploy` calls.")
        {
            BuildCommand.Create(),
            TemplateCommand.Create(),
        };
        foreach (var verb in ReleaseCommands.All(surroundings))
            root.Add(verb);
        var context = new Option<string[]>("--context", "-c")
        {
            Description = "An option of the stack (docs/stack-options.md), as the CDK CLI takes it; may be repeated.",
            HelpName = "NAME=VALUE",
            DefaultValueFactory = _ => [],
        };
        root.Add(context);
        root.SetAction((parsed, cancellationToken) => SynthesizeCommand.RunAsync(
            Solution.Here(), parsed.GetValue(context) ?? [], parsed.InvocationConfiguration, cancellationToken));
        return root;
    }
}
