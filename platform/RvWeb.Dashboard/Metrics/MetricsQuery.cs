using Microsoft.AspNetCore.WebUtilities;

namespace RvWeb.Dashboard.Metrics;

/// <summary>What the address of the metrics page asks for; what it does not know is as if it were not there.</summary>
internal sealed record MetricsQuery(
    string Resource, string Meter, string Instrument, int Minutes, bool IsTable, IReadOnlyDictionary<string, string> Dimensions)
{
    private const string DimensionPrefix = "d.";

    public static IReadOnlyList<(int Minutes, string Label)> Lengths { get; } =
        [(1, "Last minute"), (5, "Last 5 minutes"), (15, "Last 15 minutes"), (30, "Last 30 minutes"), (60, "Last hour"), (180, "Last 3 hours"), (360, "Last 6 hours"), (720, "Last 12 hours")];

    public static MetricsQuery Read(string search)
    {
        var query = QueryHelpers.ParseQuery(search);
        string Value(string name) => query.GetValueOrDefault(name).ToString();
        return new MetricsQuery(
            Value("resource"),
            Value("meter"),
            Value("instrument"),
            Lengths.Select(length => length.Minutes).FirstOrDefault(minutes => $"{minutes}" == Value("last"), 5),
            Value("view") == "table",
            query.Where(pair => pair.Key.StartsWith(DimensionPrefix, StringComparison.Ordinal) && pair.Value.ToString().Length > 0)
                .ToDictionary(pair => pair.Key[DimensionPrefix.Length..], pair => pair.Value[0] ?? "", StringComparer.Ordinal));
    }

    public static string FieldOf(string attribute) => DimensionPrefix + attribute;

    public bool Matches(DimensionSnapshot dimension) => Dimensions.All(wanted => dimension.Attributes.Text(wanted.Key) == wanted.Value);

    /// <summary>Leads to another instrument, as long and in the same view.</summary>
    public string To(InstrumentName name) =>
        $"/metrics?resource={Uri.EscapeDataString(name.Resource)}&meter={Uri.EscapeDataString(name.Meter)}&instrument={Uri.EscapeDataString(name.Name)}&last={Minutes}{(IsTable ? "&view=table" : "")}";
}
