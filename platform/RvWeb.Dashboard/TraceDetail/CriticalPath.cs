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
        var open = new Stack<(TimedSpan Span, DateTimeOffset Until)>([(root, root.Time.End)]);
        while (open.TryPop(out var next))
        {
            var (span, until) = next;
            foreach (var child in span.Children.OrderByDescending(child => child.Time.End))
            {
                var end = child.Time.End < until ? child.Time.End : until;
                var start = child.Time.Start > span.Time.Start ? child.Time.Start : span.Time.Start;
                if (start >= end)
                    continue;
                Add(span, end, until);
                open.Push((child, end));
                until = start;
            }

            Add(span, span.Time.Start, until);
        }
    }

    private static void Add(TimedSpan span, DateTimeOffset start, DateTimeOffset end)
    {
        if (end > start)
            span.Critical.Add(new Stretch(start, end));
    }
}
