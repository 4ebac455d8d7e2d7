namespace RvWeb.Dashboard.Telemetry;

/// <summary>One colour per resource name, in the order of appearance, so that neighbours never look alike.</summary>
internal sealed class ResourceColors
{
    /// <summary>Colours in the style sheet, <c>c0</c> to <c>c9</c>.</summary>
    private const int Colors = 10;

    // Names come from telemetry: past this many they share a colour, so the table cannot grow without end.
    private const int Names = 1_000;

    private readonly Dictionary<string, int> _colors = new(StringComparer.Ordinal);

    /// <summary>The style class of a resource.</summary>
    public string Class(string resource)
    {
        lock (_colors)
        {
            if (!_colors.TryGetValue(resource, out var color) && _colors.Count < Names)
                _colors.Add(resource, color = _colors.Count % Colors);
            return $"c{color}";
        }
    }
}
