namespace RvWeb.Deploy.Release.Checks;

/// <summary>Of `test-stack`.</summary>
/// <param name="EdgeUrl">What viewers use.</param>
/// <param name="FunctionUrl">What the edge uses.</param>
/// <param name="Passed">Whether all checks passed.</param>
/// <param name="FirstMilliseconds">The first answer of the function in this run: a cold start if nobody had called it for a while.</param>
/// <param name="WarmMilliseconds">The median of those after it.</param>
/// <param name="HitMilliseconds">An answer out of the edge's cache.</param>
/// <param name="Checks">In the order they were tried.</param>
internal sealed record SiteReport(
    string EdgeUrl,
    string FunctionUrl,
    bool Passed,
    double FirstMilliseconds,
    double WarmMilliseconds,
    double? HitMilliseconds,
    IReadOnlyList<SiteCheck> Checks);
