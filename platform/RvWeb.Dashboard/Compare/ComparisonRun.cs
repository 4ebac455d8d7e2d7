namespace RvWeb.Dashboard.Compare;

/// <summary>A comparison at one moment.</summary>
internal sealed record ComparisonRun(ComparisonPlan Plan, DateTimeOffset At, ComparisonState State, SideResult Left, SideResult Right)
{
    public int Done => Count(Left) + Count(Right);

    public int All => 2 * Plan.Requests;

    private static int Count(SideResult side) => side.Durations.Count + side.Failures;
}
