using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Policies;

namespace RvWeb.Edge.Keys;

/// <summary>
/// The cookies that policies let through, sorted by name; names that begin with <c>$</c> are dropped, and so are pieces
/// without a name (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Cookies.html).
/// </summary>
internal static class CookieSelection
{
    public static string Select(StringValues header, Selection first, Selection? second = null) => string.Join("; ", header
        .SelectMany(line => line!.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Select(cookie => (Name: Name(cookie), Cookie: cookie))
        .Where(pair => pair.Name.Length > 0 && pair.Name[0] != '$' && (first.Includes(pair.Name) || second?.Includes(pair.Name) == true))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal)
        .Select(pair => pair.Cookie));

    private static string Name(string cookie)
    {
        var equals = cookie.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? "" : cookie[..equals].Trim();
    }
}
