using RvWeb.Dashboard.Traces;

namespace RvWeb.Dashboard.TraceDetail;

/// <summary>
/// Finds clocks that are wrong. A span of another resource that lies far outside of its parent was hardly there: it, and what
/// the same resource did below it, is moved into the middle of the parent. What follows a message may well be late.
/// </summary>
internal static class ClockShift
{
    // Below this, a span outside of its parent is more likely a late answer or a clock that is a little off.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    private static readonly DateTimeOffset Earliest = new(1000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Calendar = TimeSpan.FromDays(3_000 * 365);

    /// <returns>What is to be added to the span's times.</returns>
    public static TimeSpan Of(Span span, TimedSpan? parent)
    {
        var shift = Wanted(span, parent);
        // Times are anybody's numbers, and shifts add up from parent to child: what leads out of the calendar is left as it is.
        var fromEarliest = span.Start - Earliest + shift;
        return fromEarliest > TimeSpan.Zero && fromEarliest < Calendar ? shift : TimeSpan.Zero;
    }

    private static TimeSpan Wanted(Span span, TimedSpan? parent)
    {
        if (parent is null)
            return TimeSpan.Zero;
        if (span.Resource.Name == parent.Span.Resource.Name)
            return parent.Shift;
        if (span.Kind == SpanKind.Consumer || Distance(span, parent.Time) <= Tolerance)
            return TimeSpan.Zero;
        return parent.Time.Start + (parent.Time.Length - span.Duration) / 2 - span.Start;
    }

    private static TimeSpan Distance(Span span, Stretch parent)
    {
        if (span.Start > parent.End)
            return span.Start - parent.End;
        var end = span.Start + span.Duration;
        return end < parent.Start ? parent.Start - end : TimeSpan.Zero;
    }
}
