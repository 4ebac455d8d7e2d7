using System.Globalization;

namespace RvWeb.Edge.Keys;

/// <summary>What a <see cref="CacheKey"/> is made of, read back from its text.</summary>
internal sealed record CacheKeyParts(string Method, string Path, string Query, IReadOnlyList<KeyValuePair<string, string>> Others)
{
    /// <summary>Path and keyed query, as an invalidation names them.</summary>
    public string Target => Query.Length == 0 ? Path : $"{Path}?{Query}";

    public static CacheKeyParts Read(string key)
    {
        var (method, path, query) = ("", "", "");
        var others = new List<KeyValuePair<string, string>>();
        for (var at = 0; at < key.Length;)
        {
            var (name, value) = Part(key, ref at);
            switch (name)
            {
                case "method": method = value; break;
                case "path": path = value; break;
                case "query": query = value; break;
                default: others.Add(new KeyValuePair<string, string>(name, value)); break;
            }
        }

        return new CacheKeyParts(method, path, query, others);
    }

    /// <summary>The key of the whole object of which a key names a part; null if it names none.</summary>
    public static string? WholeOf(string key)
    {
        for (var at = 0; at < key.Length;)
        {
            var start = at;
            if (Part(key, ref at).Name == CacheKey.Ranges)
                return key[..start];
        }

        return null;
    }

    private static (string Name, string Value) Part(string key, ref int at)
    {
        var colon = key.IndexOf(':', at);
        var blank = key.LastIndexOf(' ', colon);
        var length = int.Parse(key.AsSpan(blank + 1, colon - blank - 1), NumberStyles.None, CultureInfo.InvariantCulture);
        var part = (key[at..blank], key.Substring(colon + 1, length));
        at = colon + length + 2;
        return part;
    }
}
