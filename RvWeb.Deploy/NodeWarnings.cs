namespace RvWeb.Deploy;

/// <summary>
/// CDK's Node process greets each version of Node that has reached its end of life with ten lines, though it works with it. What
/// works is told by `doctor` and docs/life-cycle.md.
/// </summary>
internal static class NodeWarnings
{
    // Read by jsii, which CDK's C# speaks through: a list of major versions.
    private const string Variable = "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION";

    /// <summary>For this process and those it starts, unless its user has said otherwise. Only Main may call it.</summary>
    internal static void Silence()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
            Environment.SetEnvironmentVariable(Variable, "20");
    }
}
