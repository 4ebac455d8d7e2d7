using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Metrics;

/// <summary>
/// The points of one combination of attributes, as totals, in order of arrival: every one of the last minutes, and before that one
/// for each <see cref="Coarse"/>. Nothing is lost by that, as a later total contains an earlier one. Not thread-safe.
/// </summary>
internal sealed class Dimension(AttributeSet attributes, TelemetryLimits limits)
{
    /// <summary>Distance of older points; the charts that reach back to them are coarser than that.</summary>
    public static TimeSpan Coarse { get; } = TimeSpan.FromSeconds(15);

    private readonly Queue<MetricPoint> _old = new();
    private readonly LinkedList<MetricPoint> _recent = new();
    private readonly Queue<Exemplar> _exemplars = new();
    private MetricPoint? _lastOld;

    public AttributeSet Attributes { get; } = attributes;

    public MetricPoint? Last { get; private set; }

    /// <summary>In numbers; a number takes the room of four characters.</summary>
    public long Weight { get; private set; } = attributes.Weight / 4;

    public int Points => _old.Count + _recent.Count;

    public IReadOnlyCollection<Exemplar> Exemplars => _exemplars;

    /// <summary>In order of time.</summary>
    public IReadOnlyList<MetricPoint> All() => [.. _old.Concat(_recent).OrderBy(point => point.At)];

    public void Add(MetricReading reading)
    {
        var point = reading.IsDelta ? reading.Point.After(Last) : reading.Point;
        foreach (var exemplar in reading.Exemplars)
            Keep(exemplar);
        // An idle instrument repeats itself every second: the first and the last of equal points say all.
        if (_recent.Last is { Previous: { } before } last && last.Value.HasSameValue(point) && before.Value.HasSameValue(point))
            Weight -= Taken(last).Weight;
        _recent.AddLast(point);
        Last = point;
        Weight += point.Weight;
        while (_recent.Count > limits.RecentPoints)
            Age(Taken(_recent.First!));
    }

    /// <summary>Forgets the older half.</summary>
    /// <returns>How many points that were.</returns>
    public int Halve()
    {
        var half = Points / 2;
        for (var index = 0; index < half; index++)
            Weight -= (_old.Count > 0 ? _old.Dequeue() : Taken(_recent.First!)).Weight;
        return half;
    }

    private MetricPoint Taken(LinkedListNode<MetricPoint> node)
    {
        _recent.Remove(node);
        return node.Value;
    }

    private void Keep(Exemplar exemplar)
    {
        if (_exemplars.Contains(exemplar))
            return;
        _exemplars.Enqueue(exemplar);
        if (_exemplars.Count > limits.ExemplarsPerDimension)
            _exemplars.Dequeue();
    }

    private void Age(MetricPoint point)
    {
        if (_lastOld is { } last && (point.At - last.At).Duration() < Coarse)
        {
            Weight -= point.Weight;
            return;
        }
        _old.Enqueue(_lastOld = point);
        if (_old.Count > limits.OldPoints)
            Weight -= _old.Dequeue().Weight;
    }
}
