using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Metrics;

/// <summary>An instrument at one moment.</summary>
internal sealed record InstrumentSnapshot(InstrumentFacts Facts, TelemetryResource Source, IReadOnlyList<DimensionSnapshot> Dimensions)
{
    /// <summary>Of the last point; charts end there, so that an exporter whose clock is off by hours still shows.</summary>
    public DateTimeOffset? End => Dimensions.Count == 0 ? null : Dimensions.Max(dimension => dimension.Points[^1].At);

    /// <summary>Roughly the characters it takes as JSON, by which an export is cut into files.</summary>
    public long Weight => Dimensions.Sum(dimension => dimension.Points.Sum(point => 50L + dimension.Attributes.Weight + 20L * point.Weight));

    public static InstrumentSnapshot Of(Instrument instrument, TelemetryResource source) => new(
        instrument.Facts,
        source,
        [.. instrument.Dimensions.Where(dimension => dimension.Points > 0)
            .Select(dimension => new DimensionSnapshot(dimension.Attributes, dimension.All(), [.. dimension.Exemplars]))]);
}
