using Microsoft.Extensions.Primitives;

namespace RvWeb.Edge.Conditions;

/// <summary>Lists of entity tags, compared weakly (RFC 9110, section 8.8.3.2).</summary>
internal static class EntityTags
{
    /// <summary>Whether an If-None-Match names the tag; <c>*</c> names every one.</summary>
    public static bool Names(StringValues list, string? tag)
    {
        var opaque = Opaque(tag);
        foreach (var line in list)
        {
            if (Names(line.AsSpan(), opaque, tag is not null))
                return true;
        }

        return false;
    }

    public static bool AreSame(string one, string other) => Opaque(one).SequenceEqual(Opaque(other));

    private static bool Names(ReadOnlySpan<char> rest, ReadOnlySpan<char> opaque, bool hasTag)
    {
        while (!(rest = rest.TrimStart(" \t,")).IsEmpty)
        {
            var candidate = Next(rest);
            if (candidate is "*" || hasTag && Opaque(candidate).SequenceEqual(opaque))
                return true;
            rest = rest[candidate.Length..];
        }

        return false;
    }

    /// <summary>Up to the closing quote: a tag may contain commas. One without quotes ends at the comma.</summary>
    private static ReadOnlySpan<char> Next(ReadOnlySpan<char> rest)
    {
        var quote = rest.StartsWith("W/\"") ? 2 : 0;
        var end = rest[quote] == '"' ? rest[(quote + 1)..].IndexOf('"') : -1;
        if (end >= 0)
            return rest[..(quote + end + 2)];
        var comma = rest.IndexOf(',');
        return (comma < 0 ? rest : rest[..comma]).TrimEnd(" \t");
    }

    private static ReadOnlySpan<char> Opaque(ReadOnlySpan<char> tag) => tag.StartsWith("W/\"") ? tag[2..] : tag;
}
