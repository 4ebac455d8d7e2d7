using RvWeb.Dashboard.Metrics;
using RvWeb.Dashboard.Otlp;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Tests.Dashboard.Telemetry;

public sealed class MetricStoreTests
{
    private static readonly InstrumentName Requests = new("web", "Web", "requests");

    [Fact]
    public void Adds_up_what_an_exporter_of_deltas_sends()
    {
        var data = MetricSample.Taken(new TelemetryLimits(), Enumerable.Range(1, 4).Select(second => MetricSample.Counter(second, 5, isDelta: true)));

        Assert.Equal([5, 10, 15, 20], Points(data).Select(point => point.Value));
    }

    [Fact]
    public void Keeps_the_first_and_the_last_of_equal_points()
    {
        var data = MetricSample.Taken(new TelemetryLimits(), Enumerable.Range(1, 100).Select(second => MetricSample.Counter(second, 7)));

        Assert.Equal([Spans.Start.AddSeconds(1), Spans.Start.AddSeconds(100)], Points(data).Select(point => point.At));
    }

    [Fact]
    public void Keeps_every_recent_point_and_one_for_each_quarter_of_a_minute_before()
    {
        var limits = new TelemetryLimits { RecentPoints = 60, OldPoints = 4 };
        var data = MetricSample.Taken(limits, Enumerable.Range(1, 600).Select(second => MetricSample.Counter(second, second)));

        var seconds = Points(data).Select(point => (point.At - Spans.Start).TotalSeconds).ToList();

        Assert.Equal([481, 496, 511, 526], seconds.Take(4));
        Assert.Equal(Enumerable.Range(541, 60).Select(second => (double)second), seconds.Skip(4));
    }

    [Fact]
    public void Keeps_no_dimension_beyond_the_limit_and_says_so()
    {
        var data = MetricSample.Taken(
            new TelemetryLimits { DimensionsPerInstrument = 3 }, Enumerable.Range(1, 5).Select(number => MetricSample.Counter(1, 1, route: $"/{number}")));

        Assert.Equal(3, data.Metrics.Find(Requests)!.Dimensions.Count);
        Assert.Equal([new("web", 2L)], data.Metrics.Cuts.All());
    }

    [Fact]
    public void Keeps_no_instrument_beyond_the_limit()
    {
        var data = MetricSample.Taken(
            new TelemetryLimits { InstrumentsPerResource = 2 }, Enumerable.Range(1, 5).Select(number => MetricSample.Counter(1, 1, name: $"requests{number}")));

        Assert.Equal(["requests1", "requests2"], data.Metrics.Instruments("web").Select(facts => facts.Name.Name));
    }

    [Fact]
    public void Makes_room_within_the_chatty_resource_and_no_other()
    {
        var limits = new TelemetryLimits { NumbersPerResource = 1_000 };
        var data = MetricSample.Taken(limits, [MetricSample.Counter(1, 1, resource: "quiet"), .. Enumerable.Range(1, 500).Select(second => MetricSample.Counter(second, second))]);

        Assert.InRange(data.Metrics.Counts()["web"], 50, 130);
        Assert.Equal(500, Points(data)[^1].Value);
        Assert.Equal(1, data.Metrics.Counts()["quiet"]);
        Assert.Equal(["web"], data.Metrics.Cuts.All().Select(cut => cut.Key));
    }

    [Fact]
    public void Bounds_the_attributes_that_new_dimensions_bring()
    {
        var limits = new TelemetryLimits { NumbersPerResource = 10_000 };
        var data = MetricSample.Taken(limits, Enumerable.Range(1, 400).Select(number => MetricSample.Counter(1, 1, route: number + new string('x', 1_000))));

        Assert.InRange(data.Metrics.Find(Requests)!.Dimensions.Count, 20, 40);
    }

    [Fact]
    public void Rejects_points_that_are_no_numbers()
    {
        var data = new TelemetryData(new TelemetryLimits());

        var answer = new TelemetryIntake(data).Take(MetricSample.Gauge(1, double.NaN));

        Assert.Equal(1, answer.PartialSuccess.RejectedDataPoints);
        Assert.Empty(data.Metrics.Resources());
    }

    [Fact]
    public void Clears_one_resource_or_all()
    {
        var data = MetricSample.Taken(new TelemetryLimits(), [MetricSample.Counter(1, 1), MetricSample.Counter(1, 1, resource: "other")]);

        data.Metrics.Clear("web");
        Assert.Equal(["other"], data.Metrics.Resources());
        data.Metrics.Clear(null);
        Assert.Empty(data.Metrics.Resources());
    }

    private static IReadOnlyList<MetricPoint> Points(TelemetryData data) => Assert.Single(data.Metrics.Find(Requests)!.Dimensions).Points;
}
