namespace RvWeb.Dashboard.Telemetry;

/// <summary>How much telemetry of a resource is kept.</summary>
internal sealed record TelemetryShare(string Resource, int Spans, int Logs, int Points)
{
    public static IReadOnlyList<TelemetryShare> Of(TelemetryData telemetry)
    {
        var (spans, logs, points) = (telemetry.Traces.Counts(), telemetry.Logs.Counts(), telemetry.Metrics.Counts());
        return [.. spans.Keys.Union(logs.Keys).Union(points.Keys).Order(StringComparer.OrdinalIgnoreCase)
            .Select(name => new TelemetryShare(name, spans.GetValueOrDefault(name), logs.GetValueOrDefault(name), points.GetValueOrDefault(name)))];
    }
}
