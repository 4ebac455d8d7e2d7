using System.CommandLine;
using RvWeb.Deploy.Release.Reports;
using RvWeb.Deploy.Release.Stacks;

namespace RvWeb.Deploy.Release.Verbs;

/// <summary>Takes everything of the stack away again.</summary>
internal static class DeleteVerb
{
    private static readonly Dictionary<string, string> NoOutputs = [];

    internal static Command Create(Surroundings surroundings)
    {
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        return ReleaseVerb.Create(
            "delete",
            "Delete the stack with all that is in it; asks for its name first.",
            surroundings,
            (session, parsed, cancellationToken) => RunAsync(session, parsed.GetValue(yes), cancellationToken),
            yes);
    }

    private static async Task<VerbResult> RunAsync(Session session, bool yes, CancellationToken cancellationToken)
    {
        var name = session.Target.StackName;
        var state = await session.Stack.DescribeAsync(cancellationToken);
        if (state is null)
            return Report(name, changed: false, $"There is no stack {name}; nothing to do.");
        if (state.Status != "DELETE_IN_PROGRESS")
        {
            StackRules.MustBeStill(state, session.Target);
            if (!yes)
                await AskAsync(session, name, cancellationToken);
        }

        var watch = new StackWatch(session.Stack, session.Target, session.Progress, session.Surroundings.Time);
        await watch.BeginAsync(cancellationToken);
        if (!state.IsMoving)
            await session.Stack.DeleteAsync(cancellationToken);
        var left = await session.Progress.StepAsync($"Deleting {name} (CloudFront takes some minutes)", () => watch.UntilStillAsync(cancellationToken));
        if (left is not (null or { Status: "DELETE_COMPLETE" }))
            throw await watch.WhyAsync(left, cancellationToken);
        return Report(name, changed: true, $"The stack {name} is gone. What CDK uploaded stays in its own bucket, which other stacks use too.");
    }

    private static async Task AskAsync(Session session, string name, CancellationToken cancellationToken)
    {
        if (!session.Surroundings.IsTerminal)
            throw new DeployFailedException($"Nobody can be asked here whether {name} shall be deleted. If it shall: {session.Target.Command("delete --yes")}");

        session.Progress.Say($"This deletes {name}: the function with all its versions, its URL, its log and the distribution. Type the stack's name to go on:");
        // A console's ReadLine listens to no token; the thread that is left behind ends with the program.
        var typed = await Task.Run(session.Surroundings.Input.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
        if (typed?.Trim() != name)
            throw new DeployFailedException($"'{typed}' is not {name}; nothing was deleted.");
    }

    private static VerbResult Report(string name, bool changed, string text) => VerbResult.Of(
        text, new StackReport(name, "DELETE_COMPLETE", changed, NoOutputs), ReleaseJsonContext.Default.StackReport);
}
