using System.CommandLine;
using RvWeb.Deploy.Options;
using RvWeb.Deploy.Release.Reports;
using RvWeb.Deploy.Release.Stacks;

namespace RvWeb.Deploy.Release.Verbs;

/// <summary>Makes the stack with a stub in place of the app, so that everything around the app can be tried first.</summary>
internal static class InitVerb
{
    internal static Command Create(Surroundings surroundings)
    {
        var template = new Option<string?>("--template")
        {
            Description = "A template that `cdk synth` wrote; otherwise the stack is synthesized.",
            HelpName = "FILE",
        };
        return ReleaseVerb.Create(
            "init",
            "Make the stack with a Python stub that answers 200; needs no bucket and no bootstrap.",
            surroundings,
            (session, parsed, cancellationToken) => RunAsync(session, parsed.GetValue(template), cancellationToken),
            template);
    }

    private static async Task<VerbResult> RunAsync(Session session, string? templateFile, CancellationToken cancellationToken)
    {
        var state = await session.Stack.DescribeAsync(cancellationToken);
        if (state is not null && await RunsAppAsync(session, cancellationToken) is { } runtime)
            return Report(session, state, changed: false, $"The stack {session.Target.StackName} is past its stub: its function runs on {runtime}. To change the stack: cdk deploy");

        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, await StubAsync(session, templateFile, cancellationToken), cancellationToken);
            return await ApplyAsync(session, state, file, cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    // The runtime if it is not the stub's any more; it also checks that the stack can be used.
    private static async Task<string?> RunsAppAsync(Session session, CancellationToken cancellationToken)
    {
        var (_, function) = await session.FindFunctionAsync(cancellationToken);
        var state = await function.DescribeAsync(version: null, cancellationToken);
        return state.Runtime?.StartsWith("python", StringComparison.Ordinal) == true ? null : state.Runtime ?? "a container image";
    }

    private static async Task<string> StubAsync(Session session, string? file, CancellationToken cancellationToken)
    {
        var template = file is null
            ? await session.Progress.StepAsync("Synthesizing the stack", () => StackSource.SynthesizeAsync(Solution.Here(), Options(session.Target), cancellationToken))
            : await StackSource.ReadAsync(file, cancellationToken);
        return StubTemplate.Of(template, file ?? "The stack's template");
    }

    private static StackOptions Options(ReleaseTarget target) => new() { Environment = target.Environment, Region = target.Access.Region };

    private static async Task<VerbResult> ApplyAsync(Session session, StackState? state, string file, CancellationToken cancellationToken)
    {
        var name = session.Target.StackName;
        var watch = new StackWatch(session.Stack, session.Target, session.Progress, session.Surroundings.Time);
        // A new stack has no history.
        if (state is null)
            await session.Stack.CreateAsync(file, cancellationToken);
        else
            await watch.BeginAsync(cancellationToken);
        if (state is not null && !await session.Stack.UpdateAsync(file, cancellationToken))
            return Report(session, state, changed: false, $"The stack {name} is as it should be; nothing to do.");

        var after = await session.Progress.StepAsync(
            $"{(state is null ? "Creating" : "Updating")} {name} (CloudFront takes some minutes)", () => watch.UntilStillAsync(cancellationToken));
        if (after is not { Status: "CREATE_COMPLETE" or "UPDATE_COMPLETE" })
            throw after is null
                ? new DeployFailedException($"Somebody deleted the stack {name} meanwhile.")
                : await watch.WhyAsync(after, cancellationToken);
        return Report(session, after, changed: true, $"The stack {name} answers with a stub. Next: {session.Target.Command("prepare")}");
    }

    private static VerbResult Report(Session session, StackState state, bool changed, string text) => VerbResult.Of(
        string.Join('\n', state.Outputs.OrderBy(output => output.Key, StringComparer.Ordinal).Select(output => $"{output.Key}: {output.Value}").Append(text)),
        new StackReport(session.Target.StackName, state.Status, changed, state.Outputs),
        ReleaseJsonContext.Default.StackReport);
}
