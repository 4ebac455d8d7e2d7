namespace RvWeb.Deploy.Release.Stacks;

/// <summary>Something that a stack made.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="PhysicalId">Its name or ARN in the account.</param>
internal sealed record StackResource(string LogicalId, string PhysicalId);
