using RvWeb.Dashboard.Traces;

namespace RvWeb.Dashboard.TraceDetail;

/// <summary>A span at its place in the tree and on the time axis.</summary>
internal sealed class TimedSpan(TraceRow row, TimedSpan? parent, Stretch time, TimeSpan shift)
{
    public TraceRow Row => row;

    public Span Span => row.Span;

    /// <summary>Null for a root.</summary>
    public TimedSpan? Parent => parent;

    /// <summary>When it ran, on the clock of its trace's root.</summary>
    public Stretch Time => time;

    /// <summary>By how much its own clock was found to be off; zero for nearly all.</summary>
    public TimeSpan Shift => shift;

    public List<TimedSpan> Children { get; } = [];

    /// <summary>Where the time goes that the whole trace takes: the parts of it that nothing else would have to wait for.</summary>
    public List<Stretch> Critical { get; } = [];

    /// <summary>When none of its children ran; all of it for a span without children.</summary>
    public IReadOnlyList<Stretch> Own => field ??= Stretch.Uncovered(Time, Children.Select(child => child.Time));

    /// <summary>Its duration less what its children took.</summary>
    public TimeSpan SelfTime => new(Own.Sum(stretch => stretch.Length.Ticks));
}
