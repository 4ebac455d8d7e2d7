namespace RvWeb.Deploy.Release.Stacks;

/// <summary>Waits until CloudFormation has finished and tells what it does meanwhile.</summary>
internal sealed class StackWatch(CloudFormationStack stack, ReleaseTarget target, Progress progress, TimeProvider time)
{
    // AWS tells nobody when it is done: it has to be asked.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly HashSet<string> _history = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>What happened before now is history that nobody asked for.</summary>
    internal async Task BeginAsync(CancellationToken cancellationToken) =>
        _history.UnionWith((await stack.EventsAsync(cancellationToken)).Select(entry => entry.Id));

    /// <summary>The stack at rest; null if it is gone.</summary>
    internal async Task<StackState?> UntilStillAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = await stack.DescribeAsync(cancellationToken);
            if (state is not { IsMoving: true })
                return state;

            foreach (var entry in (await NewEventsAsync(cancellationToken)).Reverse().Where(entry => _told.Add(entry.Id)))
                progress.Say(entry.ToString());
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>The first thing that went wrong, which is the cause; what follows are only consequences.</summary>
    internal async Task<DeployFailedException> WhyAsync(StackState state, CancellationToken cancellationToken)
    {
        var cause = (await NewEventsAsync(cancellationToken)).LastOrDefault(entry => entry.IsFailure);
        var reason = cause is null ? state.Reason ?? "CloudFormation gives no reason" : $"{cause.LogicalId} ({cause.ResourceType}): {cause.Reason}";
        return state.IsDead
            ? new DeployFailedException($"{reason}\n{StackRules.Dead(state, target).Message}")
            : new DeployFailedException($"{reason}\nThe stack {target.StackName} is in {state.Status}, as it was before. Mend the cause and run this again.");
    }

    private async Task<IReadOnlyList<StackEvent>> NewEventsAsync(CancellationToken cancellationToken) =>
        [.. (await stack.EventsAsync(cancellationToken)).Where(entry => !_history.Contains(entry.Id))];
}
