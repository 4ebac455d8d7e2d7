namespace RvWeb.Signatures;

/// <summary>Path and query of a request target as they are signed.</summary>
internal static class CanonicalTarget
{
    /// <summary>Without empty and dot segments, and encoded once more.</summary>
    public static string Path(string path)
    {
        var kept = new List<string>();
        foreach (var segment in path.Split('/').Where(segment => segment is not ("" or ".")))
        {
            if (segment != "..")
                kept.Add(Uri.EscapeDataString(segment));
            else if (kept.Count > 0)
                kept.RemoveAt(kept.Count - 1);
        }

        return "/" + string.Join('/', kept) + (path.EndsWith('/') && kept.Count > 0 ? "/" : "");
    }

    public static string KeptPath(string path) => string.Join('/', path.Split('/').Select(PercentEncoding.Normalize));

    /// <summary>Sorted by name, then value; encoded, all of it is ASCII. A plus sign is a plus sign.</summary>
    public static string Query(string query) => string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => (Name: PercentEncoding.Normalize(pair[0]), Value: pair.Length == 2 ? PercentEncoding.Normalize(pair[1]) : ""))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));
}
