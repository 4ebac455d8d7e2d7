namespace RvWeb.Deploy.Release.Reports;

/// <summary>Of `init` and `delete`.</summary>
/// <param name="Stack">The stack's name.</param>
/// <param name="Status">CloudFormation's word; DELETE_COMPLETE if there is none.</param>
/// <param name="Changed">Whether this run did something.</param>
/// <param name="Outputs">The stack's.</param>
internal sealed record StackReport(string Stack, string Status, bool Changed, IReadOnlyDictionary<string, string> Outputs);
