using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Metrics;

/// <summary>An instrument with its dimensions. Not thread-safe.</summary>
internal sealed class Instrument(InstrumentFacts facts, TelemetryLimits limits)
{
    private readonly Dictionary<string, Dimension> _dimensions = new(StringComparer.Ordinal);

    public InstrumentFacts Facts { get; private set; } = facts;

    public IReadOnlyCollection<Dimension> Dimensions => _dimensions.Values;

    /// <param name="reading">The point.</param>
    /// <param name="mayBranch">Whether there is room for a new dimension.</param>
    /// <returns>Whether it was kept, and by how much the instrument has grown.</returns>
    public (bool IsKept, long Growth) Add(MetricReading reading, bool mayBranch)
    {
        if (reading.Instrument.Kind != Facts.Kind)
        {
            // Another version of the program: what the old kind said cannot go on.
            _dimensions.Clear();
            Facts = reading.Instrument;
        }

        var key = Key(reading.Attributes);
        if (!_dimensions.TryGetValue(key, out var dimension))
        {
            if (!mayBranch || _dimensions.Count >= limits.DimensionsPerInstrument)
                return (false, 0);
            _dimensions.Add(key, dimension = new Dimension(reading.Attributes, limits));
        }

        var before = dimension.Points == 0 ? 0 : dimension.Weight;
        dimension.Add(reading);
        return (true, dimension.Weight - before);
    }

    // The order in which attributes are sent means nothing; a separator that no name should have keeps pairs apart.
    private static string Key(AttributeSet attributes) =>
        string.Join('\u001f', attributes.All.OrderBy(attribute => attribute.Name, StringComparer.Ordinal).Select(attribute => $"{attribute.Name}\u001e{attribute.Text}"));
}
