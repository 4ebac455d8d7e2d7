namespace RvWeb.Dashboard.Traces;

internal static class TraceOrdering
{
    public static IEnumerable<TraceSummary> In(this IEnumerable<TraceSummary> traces, TraceOrder order) => order switch
    {
        TraceOrder.Longest => traces.OrderByDescending(trace => trace.Duration).ThenByDescending(trace => trace.Start),
        TraceOrder.ColdFirst => traces.OrderByDescending(trace => trace.HasColdStart).ThenByDescending(trace => trace.Start),
        _ => traces.OrderByDescending(trace => trace.Start),
    };
}
