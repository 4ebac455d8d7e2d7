namespace RvWeb.Dashboard.TraceDetail;

/// <summary>
/// Marks what a trace's duration consists of: from a span's end backwards, always into the child that ended last. What ran
/// beside it could be faster without any gain.
/// </summary>
internal static class CriticalPath
{
    // A stack instead of recursion: a hostile trace may be as deep as it is long.
    public static void Mark(TimedSpan root)
    {
        var open = new Stack<(TimedSpan Span, DateTimeOffset From, DateTimeOffset Until)>([(root, root.Time.Start, root.Time.End)]);
        while (open.TryPop(out var next))
        {
            var (span, from, until) = next;
            foreach (var child in span.Children.Where(child => !IsMereWaiting(child, span)).OrderByDescending(child => child.Time.End))
            {
                var end = child.Time.End < until ? child.Time.End : until;
                var start = child.Time.Start > from ? child.Time.Start : from;
                if (start >= end)
                    continue;
                Add(span, end, until);
                open.Push((child, start, end));
                until = start;
            }

            Add(span, from, until);
        }
    }

    // The Lambda service's wait is the init seen from outside; what it was waiting for says more.
    private static bool IsMereWaiting(TimedSpan child, TimedSpan parent) =>
        child.Span.Name == "wait for environment" && parent.Children.Exists(other => other.Span.Name == "init environment");

    private static void Add(TimedSpan span, DateTimeOffset start, DateTimeOffset end)
    {
        if (end > start)
            span.Critical.Add(new Stretch(start, end));
    }
}
