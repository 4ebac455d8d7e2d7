using RvWeb.Dashboard.Metrics;
using RvWeb.Dashboard.Otlp.Protos;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Tests.Dashboard.Telemetry;

public sealed class MetricChartTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Shows_the_increase_of_a_counter_in_each_step_and_begins_anew_after_a_restart()
    {
        var line = Line("requests", MetricSample.Counter(0, 10), MetricSample.Counter(30, 14), MetricSample.Counter(50, 3), MetricSample.Counter(60, 3));

        Assert.Equal(MetricChart.Steps, line.Count);
        Assert.Equal((4, 3, 0), (line[29], line[49], line[59]));
        Assert.Equal(7, line.Sum());
    }

    [Fact]
    public void Shows_a_gauge_as_it_was()
    {
        var line = Line("level", MetricSample.Gauge(20, 5), MetricSample.Gauge(60, -2));

        Assert.Equal((null, 5, 5, -2), (line[18], line[19], line[58], line[59]));
    }

    [Fact]
    public void Ends_with_the_last_point_however_wrong_the_exporters_clock_is()
    {
        var line = Line("level", MetricSample.Gauge(-36_000_000, 1), MetricSample.Gauge(-35_999_970, 2));

        Assert.Equal((1, 2), (line[30], line[59]));
    }

    [Fact]
    public void Shows_percentiles_of_what_a_histogram_counted_within_the_step()
    {
        var chart = Chart("duration", MetricSample.Histogram(0, [100, 0, 0, 0]), MetricSample.Histogram(60, [100, 98, 2, 0]));

        Assert.Equal(["p50", "p90", "p99"], chart.Lines.Select(line => line.Label));
        Assert.Equal([1.5102, 1.9184, 3], chart.Lines.Select(line => Math.Round(line.Values[59]!.Value, 4)));
    }

    [Fact]
    public void Brings_exponential_buckets_of_any_scale_to_one_grid()
    {
        // Values between 1 and 2: at scale 0 one bucket, at scale 6 sixty-four of them.
        var coarse = Chart("duration", MetricSample.Exponential(60, scale: 0, offset: 0, [64]));
        var fine = Chart("duration", MetricSample.Exponential(0, scale: 6, offset: 0, [1]), MetricSample.Exponential(60, scale: 6, offset: 0, [2, .. Enumerable.Repeat(1UL, 63)]));

        Assert.Equal(1.5, coarse.Lines[0].Values[59]!.Value, 3);
        Assert.InRange(fine.Lines[0].Values[59]!.Value, 1.40, 1.43);
    }

    [Theory]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(int.MinValue, int.MinValue)]
    [InlineData(20, int.MinValue)]
    [InlineData(-10, int.MaxValue)]
    public void Bears_exponential_buckets_that_lie_beyond_all_numbers(int scale, int offset) =>
        Assert.Equal(3, Chart("duration", MetricSample.Exponential(60, scale, offset, [1, 2, 3], zeros: 1)).Lines.Count);

    [Fact]
    public void Bears_bounds_that_do_not_ascend()
    {
        var point = new HistogramPoint { TimeUnixNano = MetricSample.Nano(60), Count = 3, ExplicitBounds = { 2, double.NaN }, BucketCounts = { 1, 1, 1 } };
        var chart = Chart("duration", MetricSample.Export(new Metric { Name = "duration", Histogram = new Histogram { AggregationTemporality = 2, DataPoints = { point } } }));

        Assert.All(chart.Lines, line => Assert.All(line.Values, value => Assert.Null(value)));
    }

    [Fact]
    public void Shows_the_quantiles_of_a_summary()
    {
        var point = new SummaryPoint { TimeUnixNano = MetricSample.Nano(60), Count = 3, Sum = 6, QuantileValues = { new SummaryPoint.Types.ValueAtQuantile { Quantile = 0.5, Value = 2 } } };
        var chart = Chart("duration", MetricSample.Export(new Metric { Name = "duration", Summary = new Summary { DataPoints = { point } } }));

        Assert.Equal(2, Assert.Single(chart.Lines).Values[59]);
    }

    [Fact]
    public void Draws_the_largest_dimensions_and_says_how_many_it_left_out()
    {
        var chart = Chart("level", [.. Enumerable.Range(1, 13).Select(number => MetricSample.Gauge(60, number, $"/{number}"))]);

        Assert.Equal((10, 3, "http.route=/13"), (chart.Lines.Count, chart.LeftOut, chart.Lines[0].Label));
    }

    private static IReadOnlyList<double?> Line(string instrument, params ExportMetricsServiceRequest[] requests) =>
        Assert.Single(Chart(instrument, requests).Lines).Values;

    private static MetricChart Chart(string instrument, params ExportMetricsServiceRequest[] requests) =>
        MetricChart.Of(MetricSample.Taken(new TelemetryLimits(), requests).Metrics.Find(new InstrumentName("web", "Web", instrument))!, Minute);
}
