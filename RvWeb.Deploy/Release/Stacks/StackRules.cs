namespace RvWeb.Deploy.Release.Stacks;

/// <summary>What a stack must be before something is done with it; otherwise the cause and the next command.</summary>
internal static class StackRules
{
    internal static StackState MustBeUsable(StackState? state, ReleaseTarget target)
    {
        MustBeStill(state, target);
        if (state is null)
            throw new DeployFailedException(
                $"There is no stack {target.StackName}{(target.Access.Region is { } region ? $" in {region}" : "")}. "
                + $"Make it: {target.Command("init")} (or `cdk deploy`)");
        if (state.Status == "UPDATE_ROLLBACK_FAILED")
            throw new DeployFailedException(
                $"The stack {target.StackName} is in UPDATE_ROLLBACK_FAILED{Because(state)}. Mend the cause, then: "
                + $"aws cloudformation continue-update-rollback --stack-name {target.StackName}{target.Access.Options}");
        return state.IsDead ? throw Dead(state, target) : state;
    }

    internal static void MustBeStill(StackState? state, ReleaseTarget target)
    {
        if (state is { IsMoving: true })
            throw new DeployFailedException(
                $"The stack {target.StackName} is in {state.Status}: somebody is changing it. "
                + $"Wait until {target.Command("status")} shows an end, then run this again.");
    }

    internal static DeployFailedException Dead(StackState state, ReleaseTarget target) => new(
        $"The stack {target.StackName} is in {state.Status}{Because(state)}: it can only be deleted. "
        + $"Delete it: {target.Command("delete")} Then make it again: {target.Command("init")} (or `cdk deploy`)");

    private static string Because(StackState state) => state.Reason is null ? "" : $" ({state.Reason.TrimEnd('.')})";
}
