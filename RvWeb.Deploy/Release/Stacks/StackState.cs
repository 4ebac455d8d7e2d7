namespace RvWeb.Deploy.Release.Stacks;

/// <summary>What CloudFormation says about a stack.</summary>
/// <param name="Status">CloudFormation's own word, such as UPDATE_COMPLETE.</param>
/// <param name="Reason">Why; null if it says nothing.</param>
/// <param name="Outputs">What the stack tells about what it made.</param>
internal sealed record StackState(string Status, string? Reason, IReadOnlyDictionary<string, string> Outputs)
{
    internal bool IsMoving => Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal) && Status != "REVIEW_IN_PROGRESS";

    /// <summary>Its creation failed or never began: CloudFormation lets nobody update it, only delete it.</summary>
    internal bool IsDead => Status is "ROLLBACK_COMPLETE" or "ROLLBACK_FAILED" or "CREATE_FAILED" or "REVIEW_IN_PROGRESS" or "DELETE_FAILED";
}
