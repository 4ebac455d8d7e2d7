namespace RvWeb.Dashboard.Telemetry;

internal sealed record AttributeSet(IReadOnlyList<TelemetryAttribute> All)
{
    public static AttributeSet Empty { get; } = new([]);

    /// <summary>The characters it holds, for <see cref="TelemetryLimits.CharactersPerResource"/>.</summary>
    public long Weight { get; } = All.Sum(attribute => attribute.Name.Length + (attribute.Value is string text ? text.Length : 8L));

    public string? Text(string name) => Find(name)?.Text;

    public bool IsTrue(string name) => Find(name)?.Value is true;

    private TelemetryAttribute? Find(string name)
    {
        foreach (var attribute in All)
            if (attribute.Name == name)
                return attribute;
        return null;
    }
}
