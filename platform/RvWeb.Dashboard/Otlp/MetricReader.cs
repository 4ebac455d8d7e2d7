using Google.Protobuf.Collections;
using RvWeb.Dashboard.Metrics;
using RvWeb.Dashboard.Otlp.Protos;
using RvWeb.Dashboard.Telemetry;
using Exemplar = RvWeb.Dashboard.Metrics.Exemplar;

namespace RvWeb.Dashboard.Otlp;

/// <summary>Makes records of exported metrics.</summary>
internal sealed class MetricReader(TelemetryLimits limits, ResourceTable resources)
{
    private const int Delta = 1;
    private const uint HasNoValue = 1;

    private readonly AttributeReader _attributes = new(limits);

    /// <summary>The points that hold a number; the others (NaN, infinite) are rejected.</summary>
    public (List<(TelemetryResource Source, MetricReading Reading)> Readings, int Rejected) Read(ExportMetricsServiceRequest request)
    {
        var read = new List<(TelemetryResource Source, MetricReading Reading)>();
        var rejected = 0;
        foreach (var source in request.ResourceMetrics)
        {
            var (resource, _) = resources.Shared(_attributes.Resource(source.Resource));
            foreach (var scope in source.ScopeMetrics)
                foreach (var metric in scope.Metrics)
                    foreach (var reading in Read(metric, resource.Name, _attributes.Name(scope.Scope?.Name ?? "")))
                        if (double.IsFinite(reading.Point.Value))
                            read.Add((resource, reading));
                        else
                            rejected++;
        }

        return (read, rejected);
    }

    private IEnumerable<MetricReading> Read(Metric metric, string resource, string meter)
    {
        InstrumentFacts Facts(InstrumentKind kind) =>
            new(new InstrumentName(resource, meter, _attributes.Name(metric.Name)), kind, _attributes.Name(metric.Unit), _attributes.Name(metric.Description));
        return metric.DataCase switch
        {
            Metric.DataOneofCase.Gauge => Read(metric.Gauge.DataPoints, Facts(InstrumentKind.Gauge), isDelta: false),
            Metric.DataOneofCase.Sum => Read(
                metric.Sum.DataPoints, Facts(metric.Sum.IsMonotonic ? InstrumentKind.Counter : InstrumentKind.UpDownCounter), metric.Sum.AggregationTemporality == Delta),
            Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Where(point => (point.Flags & HasNoValue) == 0)
                .Select(point => Read(point, Facts(InstrumentKind.Histogram), metric.Histogram.AggregationTemporality == Delta)),
            Metric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.DataPoints.Where(point => (point.Flags & HasNoValue) == 0)
                .Select(point => Read(point, Facts(InstrumentKind.Histogram), metric.ExponentialHistogram.AggregationTemporality == Delta)),
            Metric.DataOneofCase.Summary => metric.Summary.DataPoints.Where(point => (point.Flags & HasNoValue) == 0)
                .Select(point => Read(point, Facts(InstrumentKind.Summary))),
            _ => [],
        };
    }

    private IEnumerable<MetricReading> Read(RepeatedField<NumberPoint> points, InstrumentFacts facts, bool isDelta) =>
        points.Where(point => (point.Flags & HasNoValue) == 0).Select(point => new MetricReading(
            facts,
            _attributes.Read(point.Attributes),
            new MetricPoint
            {
                At = WireFormat.Time(point.TimeUnixNano),
                Value = point.ValueCase == NumberPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble,
            },
            isDelta,
            Read(point.Exemplars)));

    private MetricReading Read(HistogramPoint point, InstrumentFacts facts, bool isDelta) => new(
        facts,
        _attributes.Read(point.Attributes),
        new MetricPoint
        {
            At = WireFormat.Time(point.TimeUnixNano),
            Value = point.Sum,
            Count = point.Count,
            Distribution = BucketReader.Explicit(point, limits.BucketsPerPoint),
        },
        isDelta,
        Read(point.Exemplars));

    private MetricReading Read(ExponentialHistogramPoint point, InstrumentFacts facts, bool isDelta) => new(
        facts,
        _attributes.Read(point.Attributes),
        new MetricPoint
        {
            At = WireFormat.Time(point.TimeUnixNano),
            Value = point.Sum,
            Count = point.Count,
            Distribution = BucketReader.Exponential(point, limits.BucketsPerPoint),
        },
        isDelta,
        Read(point.Exemplars));

    private MetricReading Read(SummaryPoint point, InstrumentFacts facts) => new(
        facts,
        _attributes.Read(point.Attributes),
        new MetricPoint
        {
            At = WireFormat.Time(point.TimeUnixNano),
            Value = point.Sum,
            Count = point.Count,
            Quantiles = [.. point.QuantileValues.Where(one => double.IsFinite(one.Value)).Take(limits.BucketsPerPoint).Select(one => (one.Quantile, one.Value))],
        },
        IsDelta: false,
        []);

    private List<Exemplar> Read(RepeatedField<Protos.Exemplar> sent) =>
        [.. sent.TakeLast(limits.ExemplarsPerDimension).Select(Read).OfType<Exemplar>()];

    private static Exemplar? Read(Protos.Exemplar sent)
    {
        var value = sent.ValueCase == Protos.Exemplar.ValueOneofCase.AsInt ? sent.AsInt : sent.AsDouble;
        return WireFormat.TraceId(sent.TraceId) is { } traceId && double.IsFinite(value)
            ? new Exemplar(WireFormat.Time(sent.TimeUnixNano), value, traceId, WireFormat.SpanId(sent.SpanId))
            : null;
    }
}
