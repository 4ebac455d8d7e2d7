namespace RvWeb.Dashboard.Metrics;

/// <summary>An instrument over a stretch of time, in equal steps.</summary>
internal sealed record MetricChart
{
    public const int Steps = 60;

    /// <summary>Lines that a person can tell apart.</summary>
    public const int MaxLines = 10;

    private static readonly (string Label, double Part)[] Percentiles = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99)];

    public required DateTimeOffset Start { get; init; }
    public required DateTimeOffset End { get; init; }
    public required IReadOnlyList<ChartLine> Lines { get; init; }

    /// <summary>Dimensions beyond <see cref="MaxLines"/>, the smallest ones.</summary>
    public int LeftOut { get; init; }

    /// <summary>Times at which the steps end.</summary>
    public IReadOnlyList<DateTimeOffset> Times => [.. Enumerable.Range(1, Steps).Select(step => Start + (End - Start) * step / Steps)];

    public static MetricChart Of(InstrumentSnapshot instrument, TimeSpan length)
    {
        var end = instrument.End ?? DateTimeOffset.UnixEpoch.Add(length);
        var start = end - DateTimeOffset.MinValue > length ? end - length : DateTimeOffset.MinValue;
        var empty = new MetricChart { Start = start, End = end, Lines = [] };
        return instrument.Facts.Kind switch
        {
            InstrumentKind.Histogram => empty with { Lines = Distributed(instrument.Dimensions, empty) },
            InstrumentKind.Summary => empty with { Lines = Summarized(instrument.Dimensions, empty) },
            var kind => Numbered(instrument.Dimensions, empty, kind == InstrumentKind.Counter),
        };
    }

    private static MetricChart Numbered(IReadOnlyList<DimensionSnapshot> dimensions, MetricChart chart, bool isIncrease)
    {
        var largest = dimensions.OrderByDescending(dimension => dimension.Points[^1].Value).Take(MaxLines);
        return chart with
        {
            Lines = [.. largest.Select(dimension => new ChartLine(dimension.Label, chart.Values((from, to) => isIncrease ? Increase(dimension, from, to) : Level(dimension, from, to))))],
            LeftOut = Math.Max(0, dimensions.Count - MaxLines),
        };
    }

    private static IReadOnlyList<ChartLine> Distributed(IReadOnlyList<DimensionSnapshot> dimensions, MetricChart chart)
    {
        var added = chart.EachStep((from, to) => dimensions.Select(dimension => Added(dimension, from, to)).Aggregate(Distribution.Empty, (sum, one) => sum.Plus(one)));
        return [.. Percentiles.Select(percentile => new ChartLine(percentile.Label, [.. added.Select(one => one.Quantile(percentile.Part))]))];
    }

    private static IReadOnlyList<ChartLine> Summarized(IReadOnlyList<DimensionSnapshot> dimensions, MetricChart chart) =>
        [.. dimensions.SelectMany(dimension => dimension.Points[^1].Quantiles.Select(quantile => new ChartLine(
            $"{dimension.Label} q{quantile.Quantile}",
            chart.Values((from, to) => Latest(dimension, from, to)?.Quantiles.Where(one => one.Quantile.Equals(quantile.Quantile)).Select(one => (double?)one.Value).FirstOrDefault())))).Take(MaxLines)];

    // A program that began within the step began at zero; one that started anew did so again.
    private static double? Increase(DimensionSnapshot dimension, DateTimeOffset from, DateTimeOffset to)
    {
        if (dimension.At(to) is not { } now || dimension.Points[^1].At < from)
            return null;
        var before = dimension.At(from)?.Value ?? 0;
        return now.Value >= before ? now.Value - before : now.Value;
    }

    private static Distribution Added(DimensionSnapshot dimension, DateTimeOffset from, DateTimeOffset to)
    {
        if (dimension.At(to)?.Distribution is not { } now)
            return Distribution.Empty;
        return dimension.At(from)?.Distribution is { } before ? now.Since(before) : now;
    }

    private static double? Level(DimensionSnapshot dimension, DateTimeOffset from, DateTimeOffset to) => Latest(dimension, from, to)?.Value;

    private static MetricPoint? Latest(DimensionSnapshot dimension, DateTimeOffset from, DateTimeOffset to) =>
        dimension.Points[^1].At < from ? null : dimension.At(to);

    private List<T> EachStep<T>(Func<DateTimeOffset, DateTimeOffset, T> read)
    {
        var from = Start;
        var values = new List<T>(Steps);
        foreach (var to in Times)
        {
            values.Add(read(from, to));
            from = to;
        }

        return values;
    }

    private List<double?> Values(Func<DateTimeOffset, DateTimeOffset, double?> read) => EachStep(read);
}
