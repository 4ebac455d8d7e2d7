using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace RvWeb.Dashboard.Logs;

/// <summary>What the address of the logs page asks for; what it does not know is as if it were not there.</summary>
internal sealed record LogsQuery(string Text, string Resource, int Level, string Trace, IReadOnlyList<FieldFilter> Fields, long Entry)
{
    private const int MaxFields = 20;

    public static IReadOnlyList<(int Number, string Name)> Levels { get; } =
        [(0, "All levels"), (5, "Debug and up"), (9, "Information and up"), (13, "Warning and up"), (17, "Error and up"), (21, "Critical")];

    public bool IsAny => Text.Length + Resource.Length + Level + Trace.Length + Fields.Count > 0;

    public static LogsQuery Read(string search)
    {
        var query = QueryHelpers.ParseQuery(search);
        string Value(string name) => query.GetValueOrDefault(name).ToString();
        // A field, its condition and its value come apart from the form, together from a link.
        var added = Value("field").Trim() is { Length: > 0 } field ? [field + (Value("is") is { Length: > 0 } sign ? sign : "=") + Value("value")] : Array.Empty<string>();
        return new LogsQuery(
            Value("text"),
            Value("resource"),
            Levels.Select(level => level.Number).FirstOrDefault(number => number.ToString(CultureInfo.InvariantCulture) == Value("level")),
            Value("trace"),
            [.. query.GetValueOrDefault("f").Concat(added).Select(text => FieldFilter.Parse(text ?? "")).OfType<FieldFilter>().Distinct().Take(MaxFields)],
            long.TryParse(Value("entry"), CultureInfo.InvariantCulture, out var entry) ? entry : 0);
    }

    public bool Matches(LogEntry entry) =>
        (Level == 0 || entry.Severity >= Level)
        && (Resource.Length == 0 || entry.Resource.Name == Resource)
        && (Trace.Length == 0 || entry.TraceId == Trace)
        && (Text.Length == 0 || entry.Body.Contains(Text, StringComparison.OrdinalIgnoreCase))
        && Fields.All(field => field.Matches(entry));

    public string To(long entry, FieldFilter? without = null)
    {
        var pairs = new List<KeyValuePair<string, string?>>
        {
            new("text", Text), new("resource", Resource), new("level", Level > 0 ? Level.ToString(CultureInfo.InvariantCulture) : ""), new("trace", Trace),
            new("entry", entry > 0 ? entry.ToString(CultureInfo.InvariantCulture) : ""),
        };
        pairs.AddRange(Fields.Where(field => field != without).Select(field => new KeyValuePair<string, string?>("f", field.Text)));
        return QueryHelpers.AddQueryString("/logs", pairs.Where(pair => pair.Value!.Length > 0));
    }
}
