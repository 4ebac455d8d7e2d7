namespace RvWeb.Deploy.Release.Stacks;

/// <summary>One line of a stack's history.</summary>
internal sealed record StackEvent(string Id, string LogicalId, string ResourceType, string Status, string? Reason)
{
    internal bool IsFailure => Status.EndsWith("_FAILED", StringComparison.Ordinal);

    public override string ToString() => $"  {Status,-20} {ResourceType} {LogicalId}{(Reason is null ? "" : $": {Reason}")}";
}
