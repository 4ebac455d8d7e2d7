namespace RvWeb.Dashboard.Metrics;

/// <param name="Label">What it shows.</param>
/// <param name="Values">One for each step of the chart; null where nothing is known.</param>
internal sealed record ChartLine(string Label, IReadOnlyList<double?> Values);
