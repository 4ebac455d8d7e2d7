namespace RvWeb.Dashboard.TraceDetail;

/// <summary>
/// What a viewer of a cold start waited for, without holes and one after the other: what no span of the function's start
/// covers is waiting for the process.
/// </summary>
internal static class ColdStartBand
{
    public const string Wait = "wait";

    private static readonly Dictionary<string, (string Name, string Style)> Known = new(StringComparer.Ordinal)
    {
        ["start runtime"] = ("start runtime", "cold-runtime"),
        ["build app"] = ("build app", "cold-build"),
        ["start app"] = ("start app", "cold-start"),
        ["restore environment"] = ("restore", "cold-runtime"),
        ["run"] = ("first request", "cold-request"),
    };

    /// <summary>One list for each invocation that waited for an environment.</summary>
    public static IReadOnlyList<IReadOnlyList<ColdPhase>> Of(TraceTimeline timeline) =>
        [.. timeline.Spans.Where(IsColdInvocation).Select(Phases).Where(phases => phases.Count > 0)];

    private static bool IsColdInvocation(TimedSpan span) =>
        span.Span.Attributes.IsTrue("faas.coldstart") && span.Children.Any(child => child.Span.Name == "wait for environment");

    private static List<ColdPhase> Phases(TimedSpan invocation)
    {
        var below = Below(invocation);
        var named = below.Where(span => Known.ContainsKey(span.Span.Name))
            .Select(span => new ColdPhase(Known[span.Span.Name].Name, Known[span.Span.Name].Style, span.Time)).ToList();
        // A function that tells nothing of its start: all of it is one phase.
        if (!named.Exists(phase => phase.Style is "cold-runtime" or "cold-build" or "cold-start") && below.Find(span => span.Span.Name == "init environment") is { } init)
            named.Add(new ColdPhase("init", "cold-build", init.Time));
        var whole = new Stretch(invocation.Time.Start, below.Where(span => span.Span.Name == "run").Select(span => span.Time.End).DefaultIfEmpty(invocation.Time.End).Max());
        var waits = Stretch.Uncovered(whole, named.Select(phase => phase.Time)).Select(time => new ColdPhase(Wait, "cold-wait", time));
        return [.. named.Concat(waits).OrderBy(phase => phase.Time.Start)];
    }

    // What runs in the environment belongs to "run", which stands for all of it.
    private static List<TimedSpan> Below(TimedSpan invocation)
    {
        var found = new List<TimedSpan>();
        var open = new Stack<TimedSpan>(invocation.Children);
        while (open.TryPop(out var span))
        {
            found.Add(span);
            if (span.Span.Name != "run")
                span.Children.ForEach(open.Push);
        }

        return found;
    }
}
