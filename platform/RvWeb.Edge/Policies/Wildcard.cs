namespace RvWeb.Edge.Policies;

/// <summary>Patterns in which <c>*</c> is any run of characters and <c>?</c> exactly one; letters count by case.</summary>
internal static class Wildcard
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (at, inPattern, star, resume) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (inPattern < pattern.Length && pattern[inPattern] == '*')
                (star, resume, inPattern) = (inPattern, at, inPattern + 1);
            else if (inPattern < pattern.Length && (pattern[inPattern] == '?' || pattern[inPattern] == text[at]))
                (at, inPattern) = (at + 1, inPattern + 1);
            else if (star >= 0)
                (resume, at, inPattern) = (resume + 1, resume + 1, star + 1);
            else
                return false;
        }

        return pattern[inPattern..].TrimStart('*').IsEmpty;
    }
}
