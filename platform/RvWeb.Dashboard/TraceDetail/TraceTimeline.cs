using RvWeb.Dashboard.Traces;

namespace RvWeb.Dashboard.TraceDetail;

/// <summary>All spans of a trace on one time axis, in the order of the tree.</summary>
internal sealed class TraceTimeline
{
    private TraceTimeline(IReadOnlyList<TimedSpan> spans, Stretch time)
    {
        Spans = spans;
        Time = time;
    }

    public IReadOnlyList<TimedSpan> Spans { get; }

    public Stretch Time { get; }

    /// <summary>When nothing at all is recorded.</summary>
    public IReadOnlyList<Stretch> Silent => field ??= Stretch.Uncovered(Time, Spans.Select(span => span.Time));

    public static TraceTimeline Of(IReadOnlyList<TraceRow> rows)
    {
        var spans = Place(rows);
        var time = spans.Count == 0
            ? default
            : new Stretch(spans.Min(span => span.Time.Start), spans.Max(span => span.Time.End));
        if (spans.Count > 0)
            CriticalPath.Mark(spans.Where(span => span.Parent is null).MaxBy(span => span.Time.Length)!);
        return new TraceTimeline(spans, time);
    }

    /// <summary>Where a moment lies, in percent of the axis.</summary>
    public double Percent(DateTimeOffset at) => WaterfallBar.Percent(at - Time.Start, Time.Length);

    public WaterfallBar Bar(Stretch stretch)
    {
        var left = Percent(stretch.Start);
        return new WaterfallBar(left, Math.Round(Percent(stretch.End) - left, 2));
    }

    private static List<TimedSpan> Place(IReadOnlyList<TraceRow> rows)
    {
        var spans = new List<TimedSpan>(rows.Count);
        var path = new List<TimedSpan>();
        foreach (var row in rows)
        {
            var parent = row.Depth == 0 ? null : path[row.Depth - 1];
            var shift = ClockShift.Of(row.Span, parent);
            var start = row.Span.Start + shift;
            var span = new TimedSpan(row, parent, new Stretch(start, start + row.Span.Duration), shift);
            parent?.Children.Add(span);
            path.RemoveRange(row.Depth, path.Count - row.Depth);
            path.Add(span);
            spans.Add(span);
        }

        return spans;
    }
}
