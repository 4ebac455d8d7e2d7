using Google.Protobuf;
using RvWeb.Dashboard.Otlp;
using RvWeb.Dashboard.Otlp.Protos;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Tests.Dashboard.Telemetry;

/// <summary>Builds exports of metrics by hand; times are seconds after <see cref="Spans.Start"/>.</summary>
internal static class MetricSample
{
    public static TelemetryData Taken(TelemetryLimits limits, params IEnumerable<ExportMetricsServiceRequest> requests)
    {
        var data = new TelemetryData(limits);
        var intake = new TelemetryIntake(data);
        foreach (var request in requests)
            intake.Take(request);
        return data;
    }

    public static ExportMetricsServiceRequest Export(Metric metric, string resource = "web", string meter = "Web") => new()
    {
        ResourceMetrics =
        {
            new ResourceMetrics
            {
                Resource = new Resource { Attributes = { SampleTrace.Attribute("service.name", resource) } },
                ScopeMetrics = { new ScopeMetrics { Scope = new InstrumentationScope { Name = meter }, Metrics = { metric } } },
            },
        },
    };

    public static ExportMetricsServiceRequest Counter(double second, double value, bool isDelta = false, string route = "/", string name = "requests", string resource = "web") =>
        Export(new Metric { Name = name, Unit = "{request}", Sum = new Sum { IsMonotonic = true, AggregationTemporality = isDelta ? 1 : 2, DataPoints = { Number(second, value, route) } } }, resource);

    public static ExportMetricsServiceRequest Gauge(double second, double value, string route = "/") =>
        Export(new Metric { Name = "level", Gauge = new Gauge { DataPoints = { Number(second, value, route) } } });

    /// <summary>Counts in the buckets up to 1, up to 2, up to 4 and above.</summary>
    public static ExportMetricsServiceRequest Histogram(double second, ulong[] counts, bool isDelta = false, string? exemplarTrace = null)
    {
        var point = new HistogramPoint
        {
            TimeUnixNano = Nano(second),
            Count = counts.Aggregate(0UL, (sum, count) => sum + count),
            Sum = 1,
            ExplicitBounds = { 1, 2, 4 },
            BucketCounts = { counts },
        };
        if (exemplarTrace is not null)
            point.Exemplars.Add(new Exemplar
            {
                AsDouble = 1.5,
                TimeUnixNano = Nano(second),
                TraceId = ByteString.CopyFrom(Convert.FromHexString(exemplarTrace)),
                SpanId = ByteString.CopyFrom(1, 2, 3, 4, 5, 6, 7, 8),
            });
        return Export(new Metric { Name = "duration", Unit = "s", Histogram = new Histogram { AggregationTemporality = isDelta ? 1 : 2, DataPoints = { point } } });
    }

    public static ExportMetricsServiceRequest Exponential(double second, int scale, int offset, ulong[] counts, ulong zeros = 0) =>
        Export(new Metric
        {
            Name = "duration",
            ExponentialHistogram = new ExponentialHistogram
            {
                AggregationTemporality = 2,
                DataPoints =
                {
                    new ExponentialHistogramPoint
                    {
                        TimeUnixNano = Nano(second), Scale = scale, ZeroCount = zeros, Count = counts.Aggregate(zeros, (sum, count) => sum + count),
                        Positive = new ExponentialHistogramPoint.Types.Buckets { Offset = offset, BucketCounts = { counts } },
                    },
                },
            },
        });

    public static ulong Nano(double second) => (ulong)(Spans.Start.AddSeconds(second) - DateTimeOffset.UnixEpoch).Ticks * 100;

    private static NumberPoint Number(double second, double value, string route) =>
        new() { TimeUnixNano = Nano(second), AsDouble = value, Attributes = { SampleTrace.Attribute("http.route", route) } };
}
