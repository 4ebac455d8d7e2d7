namespace RvWeb.Dashboard.Telemetry;

internal sealed record AttributeSet(IReadOnlyList<TelemetryAttribute> All)
{
    // A year is longer than anything that is measured here, and far from what overflows.
    private const long MostMilliseconds = 365L * 24 * 60 * 60 * 1000;

    public static AttributeSet Empty { get; } = new([]);

    /// <summary>The characters it holds, for <see cref="TelemetryLimits.CharactersPerResource"/>.</summary>
    public long Weight { get; } = All.Sum(attribute => attribute.Name.Length + (attribute.Value is string text ? text.Length : 8L));

    public string? Text(string name) => Find(name)?.Text;

    public bool IsTrue(string name) => Find(name)?.Value is true;

    /// <returns>Null if it is no number, or none that a duration can hold.</returns>
    public TimeSpan? Milliseconds(string name) => Find(name)?.Value switch
    {
        long value and >= 0 and < MostMilliseconds => TimeSpan.FromMilliseconds(value),
        double value and >= 0 and < MostMilliseconds => TimeSpan.FromMilliseconds(value),
        _ => null,
    };

    private TelemetryAttribute? Find(string name)
    {
        foreach (var attribute in All)
            if (attribute.Name == name)
                return attribute;
        return null;
    }
}
