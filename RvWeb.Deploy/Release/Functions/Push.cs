using RvWeb.Deploy.Release.Aws;
using RvWeb.Deploy.Release.Checks;
using RvWeb.Deploy.Release.Reports;

namespace RvWeb.Deploy.Release.Functions;

/// <summary>
/// Ships code so that viewers notice nothing until it has proved itself: they follow the alias, which moves last and moves
/// back if the app does not answer.
/// </summary>
/// <param name="session">Of this run.</param>
/// <param name="function">Where to.</param>
/// <param name="state">What it is before.</param>
/// <param name="health">Asks the app.</param>
internal sealed class Push(Session session, LambdaFunction function, FunctionState state, HealthCheck health)
{
    internal async Task<PushReport> ShipAsync(PushedCode code, string description, CancellationToken cancellationToken)
    {
        var alias = await function.AliasAsync(cancellationToken);
        var live = alias is null ? null : await function.DescribeAsync(alias.Version, cancellationToken);
        if (alias is not null && live is not null && Holds(live, code) && alias.Version != "$LATEST")
            return Report(alias.Version, alias, live.CodeSha256, changed: false);

        var newest = await UploadAsync(code, cancellationToken);
        var version = await session.Progress.StepAsync("Publishing a version", () => function.PublishAsync(newest.CodeSha256, description, cancellationToken));
        if (version == alias?.Version)
            return Report(version, alias, newest.CodeSha256, changed: false);

        await MoveAsync(alias, version, cancellationToken);
        return Report(version, alias, newest.CodeSha256, changed: true);
    }

    private static bool Holds(FunctionState held, PushedCode code) =>
        held.CodeSha256 == code.CodeSha256 && held.Architecture == NativeFunction.Architecture;

    private async Task<FunctionState> UploadAsync(PushedCode code, CancellationToken cancellationToken)
    {
        var newest = await function.UntilStillAsync(state, cancellationToken);
        // An earlier push was stopped after its upload: what is there need not be sent again.
        if (Holds(newest, code))
            return newest;

        var uploaded = await session.Progress.StepAsync(
            $"Uploading {code.Name}", () => function.SetCodeAsync(code.Options, NativeFunction.Architecture, cancellationToken));
        return code.CodeSha256 is null || code.CodeSha256 == uploaded.CodeSha256
            ? uploaded
            : throw new DeployFailedException(
                $"{function.Name} now holds code {uploaded.CodeSha256}, not the {code.CodeSha256} that was sent: somebody else pushes too. "
                + "Viewers still have what they had. Run this again when the other is done.");
    }

    private async Task MoveAsync(LiveAlias? before, string version, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Takes a second and is not cut short: nobody would know whether it happened.
        var moved = await session.Progress.StepAsync(
            $"Moving `{LiveAlias.Name}` to version {version}", () => function.MoveAliasAsync(before, version, HistoryAfter(before), CancellationToken.None));
        string? problem;
        try
        {
            problem = await session.Progress.StepAsync($"Asking {health.Url}", () => health.ProblemAsync(version, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            await MoveBackAsync(before, moved);
            throw;
        }

        if (problem is not null)
            throw await UnhealthyAsync(problem, before, moved);
    }

    private async Task<DeployFailedException> UnhealthyAsync(string problem, LiveAlias? before, LiveAlias moved)
    {
        try
        {
            await MoveBackAsync(before, moved);
        }
        catch (AwsErrorException e)
        {
            return new DeployFailedException(
                $"Version {moved.Version} is not healthy: {problem}\nIt could not be taken back either: {e.Message} "
                + $"Viewers reach it. Run: {session.Target.Command("rollback")}");
        }

        var now = before is null
            ? $"The alias `{LiveAlias.Name}`, which was new, is removed again."
            : $"Viewers are back on version {before.Version}.";
        return new DeployFailedException($"Version {moved.Version} is not healthy: {problem}\n{now} Mend the app and push again.");
    }

    // With a token of its own: it runs exactly when the other one is cancelled.
    private Task MoveBackAsync(LiveAlias? before, LiveAlias moved) => session.Progress.StepAsync("Moving back", () => before is null
        ? function.DeleteAliasAsync(CancellationToken.None)
        : function.MoveAliasAsync(moved, before.Version, before.History, CancellationToken.None));

    // $LATEST is no place to go back to: it holds the new code by now.
    private static LiveHistory HistoryAfter(LiveAlias? before) =>
        before is null or { Version: "$LATEST" } ? LiveHistory.Unknown : before.History.With(before.Version);

    private PushReport Report(string version, LiveAlias? before, string sha, bool changed) =>
        new(function.Name, version, before?.Version, sha, changed, changed ? health.Url.ToString() : null);
}
