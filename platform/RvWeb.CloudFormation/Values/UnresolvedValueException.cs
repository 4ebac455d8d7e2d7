namespace RvWeb.CloudFormation.Values;

/// <summary>A value that nobody can know before the stack is deployed. The message names its path, quotes it and says why.</summary>
/// <param name="node">The value.</param>
/// <param name="reason">Why it is not known, and what to do if something can be done.</param>
public sealed class UnresolvedValueException(TemplateNode node, string reason) : Exception($"{node.Path} is {node.Json}: {reason}")
{
    /// <summary>Why it is not known, alone.</summary>
    public string Reason => reason;
}
