namespace RvWeb.Lambda.Events;

/// <summary>Gives back the query string as near to what the client sent as the front door lets us.</summary>
internal static class EventQuery
{
    /// <summary>With the question mark; empty if there is no query.</summary>
    public static string Read(in EventParts parts, FrontDoor door)
    {
        var query = AsSent(parts, door) ?? Join(parts, door);
        return query.Length == 0 ? "" : parts.Memory.Strings.Join("?", query);
    }

    private static string? AsSent(in EventParts parts, FrontDoor door)
    {
        if (parts.Has(EventField.RawQueryString))
            return UriText.Escape(parts.Text(EventField.RawQueryString)!);
        // Of a parameter that comes twice the map has the last value only, the path both.
        return door == FrontDoor.LatticeV1 && parts.Required(EventField.LatticeRawPath) is var path
            && path.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? UriText.Escape(path[(at + 1)..]) : null;
    }

    private static string Join(in EventParts parts, FrontDoor door)
    {
        var field = parts.IsObject(EventField.MultiValueQuery) ? EventField.MultiValueQuery : EventField.Query;
        if (!parts.Has(field))
            return "";

        var strings = parts.Memory.Strings;
        var query = strings.Builder();
        var reader = parts.OpenObject(field);
        while (EventValues.NextName(ref reader, field, strings) is { } name)
        {
            reader.Read();
            name = Escape(name, door, "&=", strings);
            foreach (var value in EventValues.Values(ref reader, field, strings))
                query.Append(query.Length == 0 ? "" : "&").Append(name).Append('=').Append(Escape(value!, door, "&", strings));
        }

        return strings.Get(query);
    }

    private static string Escape(string text, FrontDoor door, string separators, EventStrings strings) => door switch
    {
        // As the client sent them.
        FrontDoor.LoadBalancer or FrontDoor.LoadBalancerMultiValue => UriText.Escape(text),
        // Whether VPC Lattice decodes is not documented: this keeps escapes that are there and adds those that are needed.
        FrontDoor.LatticeV1 or FrontDoor.LatticeV2 => UriText.Escape(text, separators, loosePercents: true),
        _ => strings.Escape(text),
    };
}
