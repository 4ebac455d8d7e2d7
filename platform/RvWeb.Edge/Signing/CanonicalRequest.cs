using System.Globalization;
using System.Text;

namespace RvWeb.Edge.Signing;

/// <summary>A request in the one spelling that both sides sign (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).</summary>
internal sealed record CanonicalRequest
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    public required string Method { get; init; }

    /// <summary>Path and query as they are sent.</summary>
    public required string Target { get; init; }

    /// <summary>Names in lower case, in order.</summary>
    public required IReadOnlyList<(string Name, string Value)> Headers { get; init; }
    public required string PayloadHash { get; init; }

    /// <summary>S3 takes a path as it is; other services remove empty and dot segments and encode it once more.</summary>
    public required bool IsPathKept { get; init; }

    public string SignedHeaders => string.Join(';', Headers.Select(header => header.Name));

    public string Write()
    {
        var mark = Target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = mark < 0 ? (Target, "") : (Target[..mark], Target[(mark + 1)..]);
        var text = new StringBuilder();
        text.Append(Method).Append('\n').Append(IsPathKept ? Kept(path) : Encoded(path)).Append('\n').Append(Query(query)).Append('\n');
        foreach (var (name, value) in Headers)
            text.Append(name).Append(':').Append(value.Trim()).Append('\n');
        return text.Append('\n').Append(SignedHeaders).Append('\n').Append(PayloadHash).ToString();
    }

    private static string Kept(string path) => string.Join('/', path.Split('/').Select(Normalized));

    private static string Encoded(string path)
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

    private static string Query(string query) => string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => (Name: Normalized(pair[0]), Value: pair.Length == 2 ? Normalized(pair[1]) : ""))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    /// <summary>Only unreserved characters stand for themselves (RFC 3986, section 2.3); a percent sign that encodes nothing is one.</summary>
    private static string Normalized(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var normalized = new StringBuilder(text.Length);
        for (var at = 0; at < bytes.Length; at++)
        {
            var value = bytes[at];
            if (value == '%' && at + 2 < bytes.Length
                && byte.TryParse(bytes.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var encoded))
                (value, at) = (encoded, at + 2);
            if (Unreserved.Contains((char)value, StringComparison.Ordinal))
                normalized.Append((char)value);
            else
                normalized.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return normalized.ToString();
    }
}
