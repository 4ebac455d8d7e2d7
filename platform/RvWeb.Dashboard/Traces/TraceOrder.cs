namespace RvWeb.Dashboard.Traces;

/// <summary>Which traces come first; those that are equal by newest.</summary>
internal enum TraceOrder
{
    Newest,
    Longest,
    ColdFirst,
}
