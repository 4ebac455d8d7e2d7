namespace RvWeb.Dashboard.Logs;

/// <summary>One condition on a log's field, written <c>field=value</c>, <c>field!=value</c> or <c>field~value</c> (contains, in any case).</summary>
internal sealed record FieldFilter(string Field, string Operator, string Value)
{
    public static IReadOnlyList<(string Operator, string Label)> Operators { get; } = [("=", "="), ("!=", "≠"), ("~", "contains")];

    /// <summary>Fields that are not attributes.</summary>
    public static IReadOnlyList<string> Known { get; } = ["message", "level", "resource", "scope", "traceId", "spanId"];

    public string Text => Field + Operator + Value;

    /// <returns>Null if it is not written like that.</returns>
    public static FieldFilter? Parse(string text)
    {
        var at = text.IndexOfAny(['=', '~']);
        if (at <= 0)
            return null;
        var isNot = text[at] == '=' && text[at - 1] == '!';
        var field = text[..(isNot ? at - 1 : at)].Trim();
        return field.Length == 0 ? null : new FieldFilter(field, isNot ? "!=" : text[at].ToString(), text[(at + 1)..].Trim());
    }

    public bool Matches(LogEntry entry)
    {
        var value = Read(entry);
        return Operator switch
        {
            "=" => string.Equals(value, Value, StringComparison.OrdinalIgnoreCase),
            "!=" => !string.Equals(value, Value, StringComparison.OrdinalIgnoreCase),
            _ => value.Contains(Value, StringComparison.OrdinalIgnoreCase),
        };
    }

    private string Read(LogEntry entry) => Field switch
    {
        "message" => entry.Body,
        "level" => entry.Level,
        "resource" => entry.Resource.Name,
        "scope" => entry.Scope,
        "traceId" => entry.TraceId ?? "",
        "spanId" => entry.SpanId ?? "",
        _ => entry.Attributes.Text(Field) ?? "",
    };
}
