using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;

namespace RvWeb.Edge.Origin;

/// <summary>Headers that belong to one connection (RFC 9110, section 7.6.1).</summary>
internal static class HopByHop
{
    private static readonly FrozenSet<string> Always = new[]
    {
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The headers that a Connection header declares to be of this connection.</summary>
    public static string[] Named(StringValues connection) => connection.Count == 0 ? [] :
        [.. connection.SelectMany(line => line!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    public static bool Contains(string name, string[] named) =>
        Always.Contains(name) || named.Contains(name, StringComparer.OrdinalIgnoreCase);
}
