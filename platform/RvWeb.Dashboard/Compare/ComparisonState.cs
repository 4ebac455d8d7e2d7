namespace RvWeb.Dashboard.Compare;

internal enum ComparisonState
{
    Running,
    Finished,
    Cancelled,
}
