using System.Text;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Keys;

/// <summary>
/// The cache key (K1 to K11). Each part carries its length, so no two different selections can make the same text,
/// whatever they contain.
/// </summary>
internal static class CacheKey
{
    /// <summary>Name of the part that a <see cref="OfPart"/> adds, the last one.</summary>
    public const string Ranges = "range";

    public static string Of(CachePolicy policy, ViewerRequest request) =>
        Of(policy, request, AcceptEncoding.Of(policy, request.Headers.AcceptEncoding).InKey);

    /// <param name="policy">What enters the key.</param>
    /// <param name="request">The viewer's request.</param>
    /// <param name="encoding">The normalised Accept-Encoding; null for none.</param>
    public static string Of(CachePolicy policy, ViewerRequest request, string? encoding)
    {
        var key = new StringBuilder(request.Path.Length + request.Query.Length + 48);
        // K3: GET and HEAD share, OPTIONS is apart.
        Add(key, "method", request.Method == "HEAD" ? "GET" : request.Method);
        Add(key, "path", request.Path);
        var query = QuerySelection.Select(request.Query, policy.QueryStrings);
        if (query.Length > 0)
            Add(key, "query", query);
        if (encoding is not null)
            Add(key, "accept-encoding", encoding);
        AddHeaders(key, policy, request);
        if (policy.Cookies.Mode != SelectionMode.None
            && CookieSelection.Select(request.Headers.Cookie, policy.Cookies) is { Length: > 0 } cookies)
            Add(key, "cookie", cookies);
        return key.ToString();
    }

    /// <summary>The key of a part of an object, which is an entry of its own.</summary>
    public static string OfPart(string wholeKey, string ranges)
    {
        var key = new StringBuilder(wholeKey);
        Add(key, Ranges, ranges);
        return key.ToString();
    }

    private static void AddHeaders(StringBuilder key, CachePolicy policy, ViewerRequest request)
    {
        foreach (var name in policy.Headers.Names)
        {
            // While a compression switch is on, Accept-Encoding is in the key in its normalised form only.
            if (policy.NormalizesAcceptEncoding && name.Equals("Accept-Encoding", StringComparison.OrdinalIgnoreCase))
                continue;
            if (request.Headers.TryGetValue(name, out var value))
                Add(key, "header " + name.ToLowerInvariant(), value.ToString());
        }
    }

    private static void Add(StringBuilder key, string name, string value) =>
        key.Append(name).Append(' ').Append(value.Length).Append(':').Append(value).Append('\n');
}
