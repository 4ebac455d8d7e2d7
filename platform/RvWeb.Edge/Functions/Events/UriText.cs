using System.Text;

namespace RvWeb.Edge.Functions.Events;

/// <summary>
/// URI and query that a function has written. AWS says that they go on as UTF-8 and that a query may have no blanks, control
/// characters or <c>#</c>; that a path gets its own escaped is our choice.
/// </summary>
internal static class UriText
{
    public static string Path(string uri)
    {
        if (!uri.StartsWith('/'))
            throw new InvalidResultException($"request.uri is '{Short(uri)}': it must begin with a slash");
        if (uri.Any(char.IsControl))
            throw new InvalidResultException("request.uri has a control character");
        return Escaped(uri, " \"#<>?\\^`{|}");
    }

    public static string Query(IReadOnlyList<EventField> fields)
    {
        var text = string.Join('&', fields.SelectMany(field => field.Values.Select(value => $"{field.Name}={value.Value}")));
        var wrong = text.FirstOrDefault(letter => letter is ' ' or '#' || char.IsControl(letter));
        return wrong == default && !text.Contains('\0', StringComparison.Ordinal)
            ? Escaped(text, "")
            : throw new InvalidResultException($"request.querystring has the character 0x{(int)wrong:x2}: blanks, control characters and # must be percent-encoded");
    }

    private static string Escaped(string text, string escaped)
    {
        if (text.All(letter => letter < 0x80 && !escaped.Contains(letter)))
            return text;
        var result = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && !escaped.Contains((char)rune.Value))
                result.Append((char)rune.Value);
            else
                Escape(result, rune);
        }

        return result.ToString();
    }

    private static void Escape(StringBuilder result, Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var part in bytes[..rune.EncodeToUtf8(bytes)])
            result.Append('%').Append(part.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
