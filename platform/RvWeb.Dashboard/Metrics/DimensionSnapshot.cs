using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Metrics;

/// <param name="Attributes">What tells it from the instrument's other dimensions.</param>
/// <param name="Points">Totals in order of time, at least one.</param>
/// <param name="Exemplars">The last ones.</param>
internal sealed record DimensionSnapshot(AttributeSet Attributes, IReadOnlyList<MetricPoint> Points, IReadOnlyList<Exemplar> Exemplars)
{
    public string Label => Attributes.All.Count == 0 ? "all" : string.Join(", ", Attributes.All.Select(attribute => $"{attribute.Name}={attribute.Text}"));

    /// <summary>The last point until then, or null before the first.</summary>
    public MetricPoint? At(DateTimeOffset moment)
    {
        var (low, high) = (0, Points.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Points[middle].At <= moment)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? null : Points[low - 1];
    }
}
