using System.Buffers;

namespace RvWeb.Emulator.Cors;

/// <summary>What Lambda takes as cross-origin settings. Source: docs.aws.amazon.com/lambda/latest/api/API_Cors.html.</summary>
internal static class CorsRules
{
    public const int LongestList = 100;

    private const int LongestOrigin = 253;
    private const int LongestHeader = 1024;

    // OPTIONS is not among them: six letters are the limit.
    private static readonly HashSet<string> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        "*", "GET", "PUT", "HEAD", "POST", "PATCH", "DELETE",
    };

    // RFC 9110, section 5.6.2; the wildcard is among them.
    private static readonly SearchValues<char> Token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    public static bool IsMethod(string method) => Methods.Contains(method);

    public static bool IsHeader(string name) => name.Length is > 0 and <= LongestHeader && !name.AsSpan().ContainsAnyExcept(Token);

    /// <summary>Scheme, host and port, and nothing behind them; <c>null</c> is what pages without an origin send.</summary>
    public static bool IsOrigin(string origin) =>
        origin is "*" or "null"
        || (origin.Length <= LongestOrigin && Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && origin.Equals(uri.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase));
}
