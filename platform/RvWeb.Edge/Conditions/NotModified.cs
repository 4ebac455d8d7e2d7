using System.Collections.Frozen;

namespace RvWeb.Edge.Conditions;

/// <summary>Headers of a 304 (RFC 9110, section 15.4.5): what guides the cache of the viewer, not what describes a body.</summary>
internal static class NotModified
{
    private static readonly string[] AboutBody = ["Content-Type", "Content-Encoding", "Content-Language", "Content-Range"];

    private static readonly FrozenSet<string> DescribesBytes =
        new[] { "Content-Length", "Content-Encoding", "Content-Range", "Content-MD5" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static void Trim(IHeaderDictionary headers)
    {
        foreach (var name in AboutBody)
            headers.Remove(name);
    }

    /// <summary>
    /// Which of a 304's headers renew the stored ones is not documented; our choice is RFC 9111, section 3.2: all but those
    /// that say how the stored bytes are to be read.
    /// </summary>
    public static bool Renews(string name) => !DescribesBytes.Contains(name);
}
