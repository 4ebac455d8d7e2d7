namespace RvWeb.Dashboard.Metrics;

/// <summary>An instrument's value at one moment, for one combination of attributes.</summary>
internal sealed record MetricPoint
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The number; the sum of all values for a distribution.</summary>
    public double Value { get; init; }

    /// <summary>Values that make up a distribution.</summary>
    public double Count { get; init; }

    /// <summary>Null unless it is a histogram.</summary>
    public Distribution? Distribution { get; init; }

    /// <summary>Quantile (0 to 1) and value, of a summary.</summary>
    public IReadOnlyList<(double Quantile, double Value)> Quantiles { get; init; } = [];

    /// <summary>The numbers it holds, for <see cref="Telemetry.TelemetryLimits.NumbersPerResource"/>.</summary>
    public int Weight => 8 + 3 * (Distribution?.Buckets.Count ?? 0) + 2 * Quantiles.Count;

    public bool HasSameValue(MetricPoint other) =>
        Value.Equals(other.Value) && Count.Equals(other.Count) && Quantiles.SequenceEqual(other.Quantiles)
        && (Distribution?.Buckets ?? []).SequenceEqual(other.Distribution?.Buckets ?? []);

    /// <summary>The total after an exporter that sends what was added since its last export.</summary>
    public MetricPoint After(MetricPoint? total) => total is null ? this : this with
    {
        Value = total.Value + Value,
        Count = total.Count + Count,
        Distribution = Distribution is null ? null : Distribution.Plus(total.Distribution ?? Distribution.Empty),
    };
}
