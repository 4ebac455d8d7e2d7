using RvWeb.Edge.Policies;

namespace RvWeb.Edge.Template;

/// <summary>A behavior's path pattern: <c>*</c> is any run of characters, <c>?</c> exactly one, letters count by case (B1).</summary>
internal sealed class PathPattern(string pattern)
{
    private readonly string _pattern = pattern.StartsWith('/') || pattern.StartsWith('*') ? pattern : "/" + pattern;

    public static PathPattern Everything { get; } = new("*");

    public override string ToString() => pattern;

    /// <summary>Matches a path that <see cref="Normalize"/> returned.</summary>
    public bool Matches(string path) => Wildcard.Matches(_pattern, path);

    /// <summary>Removes dot segments and empty segments, for matching only: the origin gets the raw path (B2).</summary>
    public static string Normalize(string path)
    {
        if (!path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal))
            return path;
        var kept = new List<string>();
        var segments = path.Split('/');
        foreach (var segment in segments.Where(segment => segment is not ("" or ".")))
        {
            if (segment != "..")
                kept.Add(segment);
            else if (kept.Count > 0)
                kept.RemoveAt(kept.Count - 1);
        }

        var isFolder = segments[^1] is "" or "." or "..";
        return "/" + string.Join('/', kept) + (isFolder && kept.Count > 0 ? "/" : "");
    }
}
