using System.Globalization;
using System.Text.Json;
using RvWeb.Dashboard.Metrics;

namespace RvWeb.Dashboard.Otlp;

/// <summary>Writes metrics in OTLP's JSON: totals, and every histogram with explicit buckets, as that is how they are kept.</summary>
internal static class OtlpMetricWriter
{
    private const int Cumulative = 2;

    public static void WriteOtlpMetrics(this Utf8JsonWriter writer, IEnumerable<InstrumentSnapshot> instruments) =>
        writer.WriteGroups("Metrics", instruments, instrument => instrument.Source, instrument => instrument.Facts.Name.Meter, group =>
        {
            writer.WriteStartArray("metrics");
            foreach (var instrument in group)
                Write(writer, instrument);
            writer.WriteEndArray();
        });

    private static void Write(Utf8JsonWriter writer, InstrumentSnapshot instrument)
    {
        var kind = instrument.Facts.Kind;
        writer.WriteStartObject();
        writer.WriteString("name", instrument.Facts.Name.Name);
        writer.WriteString("unit", instrument.Facts.Unit);
        writer.WriteString("description", instrument.Facts.Description);
        writer.WriteStartObject(kind switch
        {
            InstrumentKind.Gauge => "gauge",
            InstrumentKind.Histogram => "histogram",
            InstrumentKind.Summary => "summary",
            _ => "sum",
        });
        if (kind is InstrumentKind.Counter or InstrumentKind.UpDownCounter)
            writer.WriteBoolean("isMonotonic", kind == InstrumentKind.Counter);
        if (kind is not (InstrumentKind.Gauge or InstrumentKind.Summary))
            writer.WriteNumber("aggregationTemporality", Cumulative);
        writer.WriteStartArray("dataPoints");
        foreach (var dimension in instrument.Dimensions)
            foreach (var point in dimension.Points)
                Write(writer, kind, dimension, point);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, InstrumentKind kind, DimensionSnapshot dimension, MetricPoint point)
    {
        writer.WriteStartObject();
        writer.WriteOtlpAttributes(dimension.Attributes);
        writer.WriteNano("timeUnixNano", point.At);
        if (kind is InstrumentKind.Histogram or InstrumentKind.Summary)
            WriteDistribution(writer, point);
        else
            writer.WriteOtlpNumber("asDouble", point.Value);
        // They belong to the dimension: with its last point they come once.
        if (dimension.Exemplars.Count > 0 && ReferenceEquals(point, dimension.Points[^1]))
            WriteExemplars(writer, dimension.Exemplars);
        writer.WriteEndObject();
    }

    private static void WriteDistribution(Utf8JsonWriter writer, MetricPoint point)
    {
        writer.WriteString("count", ((ulong)Math.Max(0, point.Count)).ToString(CultureInfo.InvariantCulture));
        writer.WriteOtlpNumber("sum", point.Value);
        if (point.Distribution is { Buckets: var buckets })
            WriteBuckets(writer, buckets);
        if (point.Quantiles.Count == 0)
            return;
        writer.WriteStartArray("quantileValues");
        foreach (var (quantile, value) in point.Quantiles)
        {
            writer.WriteStartObject();
            writer.WriteOtlpNumber("quantile", quantile);
            writer.WriteOtlpNumber("value", value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteBuckets(Utf8JsonWriter writer, IReadOnlyList<Bucket> buckets)
    {
        var bounds = buckets.SelectMany(bucket => new[] { bucket.Lower, bucket.Upper }).Where(double.IsFinite).Distinct().Order().ToList();
        var counts = buckets.ToDictionary(bucket => bucket.Upper, bucket => bucket.Count);
        writer.WriteStartArray("explicitBounds");
        foreach (var bound in bounds)
            writer.WriteNumberValue(bound);
        writer.WriteEndArray();
        writer.WriteStartArray("bucketCounts");
        foreach (var bound in bounds.Append(double.PositiveInfinity))
            writer.WriteStringValue(((ulong)Math.Max(0, counts.GetValueOrDefault(bound))).ToString(CultureInfo.InvariantCulture));
        writer.WriteEndArray();
    }

    private static void WriteExemplars(Utf8JsonWriter writer, IReadOnlyList<Exemplar> exemplars)
    {
        writer.WriteStartArray("exemplars");
        foreach (var exemplar in exemplars)
        {
            writer.WriteStartObject();
            writer.WriteNano("timeUnixNano", exemplar.At);
            writer.WriteOtlpNumber("asDouble", exemplar.Value);
            writer.WriteString("traceId", exemplar.TraceId);
            if (exemplar.SpanId is { } spanId)
                writer.WriteString("spanId", spanId);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
