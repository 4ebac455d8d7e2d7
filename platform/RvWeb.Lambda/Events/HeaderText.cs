namespace RvWeb.Lambda.Events;

/// <summary>What Kestrel lets into header fields and out: nobody can end a field early and begin another (RFC 9110, section 5.5).</summary>
internal static class HeaderText
{
    /// <summary>A token (RFC 9110, section 5.6.2).</summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var character in name)
            if (!char.IsAsciiLetterOrDigit(character) && !"!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal))
                return false;
        return name.Length > 0;
    }

    public static bool IsRequestValue(ReadOnlySpan<char> value) => value.IndexOfAny('\r', '\n', '\0') < 0;

    /// <summary>Printable ASCII and tabs.</summary>
    public static bool IsResponseValue(ReadOnlySpan<char> value)
    {
        for (int at; (at = value.IndexOfAnyExceptInRange(' ', '~')) >= 0; value = value[(at + 1)..])
            if (value[at] != '\t')
                return false;
        return true;
    }
}
