using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Metrics;

/// <summary>One exported point with all that it belongs to.</summary>
/// <param name="Instrument">Its instrument.</param>
/// <param name="Attributes">Its dimension.</param>
/// <param name="Point">Its value.</param>
/// <param name="IsDelta">Whether the value is what was added since the last one, not the total.</param>
/// <param name="Exemplars">Those that lead to a trace.</param>
internal sealed record MetricReading(InstrumentFacts Instrument, AttributeSet Attributes, MetricPoint Point, bool IsDelta, IReadOnlyList<Exemplar> Exemplars);
