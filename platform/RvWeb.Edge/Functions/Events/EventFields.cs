namespace RvWeb.Edge.Functions.Events;

/// <summary>Lists of fields: an event collapses what has one name (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html).</summary>
internal static class EventFields
{
    public static IReadOnlyList<EventField> Collapse(IEnumerable<(string Name, EventValue Value)> pairs)
    {
        var fields = new List<EventField>();
        foreach (var (name, value) in pairs)
        {
            var at = fields.FindIndex(field => field.Name == name);
            if (at < 0)
                fields.Add(new EventField(name, [value]));
            else
                fields[at] = fields[at] with { Values = [.. fields[at].Values, value] };
        }

        return fields;
    }

    /// <summary>Whether both say the same; order counts for nothing, because JavaScript reorders numbers among names.</summary>
    public static bool Same(IReadOnlyList<EventField> left, IReadOnlyList<EventField> right) =>
        left.Count == right.Count && left.All(field => field.Equals(Find(right, field.Name)));

    public static EventField? Find(IReadOnlyList<EventField> fields, string name)
    {
        foreach (var field in fields)
        {
            if (field.Name == name)
                return field;
        }

        return null;
    }
}
