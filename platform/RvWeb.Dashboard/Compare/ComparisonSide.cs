namespace RvWeb.Dashboard.Compare;

/// <summary>One of the two that are compared.</summary>
/// <param name="Name">What the page calls it.</param>
/// <param name="Address">Where it answers; on this machine.</param>
public sealed record ComparisonSide(string Name, Uri Address);
