namespace RvWeb.Deploy.Release.Functions;

/// <summary>The alias through which viewers reach the function.</summary>
/// <param name="Version">What it points to.</param>
/// <param name="RevisionId">Changes with each move, so that two people cannot move it without knowing of each other.</param>
/// <param name="History">What it pointed to before, the newest first.</param>
internal sealed record LiveAlias(string Version, string? RevisionId, LiveHistory History)
{
    internal const string Name = "live";
}
