using System.Security.Cryptography;
using System.Text;

namespace RvWeb.Edge.Keys;

/// <summary>A cache key for people. What may be a secret is shown as a digest: the same value looks the same.</summary>
internal static class ReadableKey
{
    private const int Longest = 1000;

    public static string Of(string key)
    {
        var parts = CacheKeyParts.Read(key);
        var text = new StringBuilder(parts.Method).Append(' ').Append(parts.Target);
        foreach (var (name, value) in parts.Others)
            text.Append(", ").Append(name).Append(' ').Append(Value(name, value));
        return text.Length > Longest ? text.ToString(0, Longest) + "…" : text.ToString();
    }

    public static string Value(string name, string value) => name switch
    {
        "cookie" => string.Join("; ", value.Split("; ").Select(Cookie)),
        "header authorization" or "header cookie" => Digest(value),
        _ => value,
    };

    public static string Digest(string value) =>
        "#" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 4));

    private static string Cookie(string cookie)
    {
        var equals = cookie.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? cookie : cookie[..(equals + 1)] + Digest(cookie[(equals + 1)..]);
    }
}
