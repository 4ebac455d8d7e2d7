using System.Text;

namespace RvWeb.Lambda.Events;

/// <summary>Escapes in a URI what may not stand there, and nothing else.</summary>
internal static class UriText
{
    /// <summary>Escapes spaces, controls, <c>#</c>, all that is not ASCII, and what the caller adds.</summary>
    /// <param name="text">Part of a URI, escaped or not.</param>
    /// <param name="reserved">Characters that would be misread in this part.</param>
    /// <param name="loosePercents">Whether to escape each <c>%</c> that begins no escape.</param>
    public static string Escape(string text, ReadOnlySpan<char> reserved = default, bool loosePercents = false)
    {
        var end = NextIllegal(text, 0, reserved, loosePercents);
        if (end == text.Length)
            return text;

        var escaped = new StringBuilder(text.Length + 16);
        for (var start = 0; start < text.Length; end = NextIllegal(text, start, reserved, loosePercents))
        {
            escaped.Append(text, start, end - start);
            // Together, so that both halves of a surrogate pair meet.
            start = NextLegal(text, end, reserved, loosePercents);
            escaped.Append(Uri.EscapeDataString(text.AsSpan(end, start - end)));
        }

        return escaped.ToString();
    }

    private static int NextIllegal(string text, int start, ReadOnlySpan<char> reserved, bool loosePercents)
    {
        while (start < text.Length && IsLegal(text, start, reserved, loosePercents))
            start++;
        return start;
    }

    private static int NextLegal(string text, int start, ReadOnlySpan<char> reserved, bool loosePercents)
    {
        while (start < text.Length && !IsLegal(text, start, reserved, loosePercents))
            start++;
        return start;
    }

    private static bool IsLegal(string text, int at, ReadOnlySpan<char> reserved, bool loosePercents) => text[at] switch
    {
        '#' or <= ' ' or >= '\x7f' => false,
        '%' when loosePercents => at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]),
        var character => !reserved.Contains(character),
    };
}
