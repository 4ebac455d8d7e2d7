using RvWeb.Edge.Policies;

namespace RvWeb.Edge.ResponseHeaders;

/// <summary>
/// An entry of AccessControlAllowOrigins: with or without scheme, <c>*</c> as its leftmost label, <c>*</c> within its port.
/// Without scheme it stands for http and https; without port for an origin without port.
/// </summary>
internal sealed record OriginPattern
{
    private const string EndOfScheme = "://";

    private readonly string _scheme;
    private readonly string _host;
    private readonly string _port;

    public OriginPattern(string pattern) => (_scheme, _host, _port) = Split(pattern.ToLowerInvariant());

    public bool Matches(string origin)
    {
        var (scheme, host, port) = Split(origin.ToLowerInvariant());
        return (_scheme.Length == 0 ? scheme is "http" or "https" : _scheme == scheme)
            && (_host.StartsWith("*.", StringComparison.Ordinal) ? IsBelow(host) : _host == host)
            && (_port == "*" || Wildcard.Matches(_port, port));
    }

    /// <summary>AWS takes <c>*</c> alone or as the whole leftmost label, with at least two labels behind it.</summary>
    public static bool IsValid(string pattern)
    {
        var host = Split(pattern).Host;
        return pattern == "*" || (host.Length > 0 && (!host.Contains('*', StringComparison.Ordinal) || IsLeftmostOnly(host)));
    }

    private static bool IsLeftmostOnly(string host) =>
        host.StartsWith("*.", StringComparison.Ordinal) && host.LastIndexOf('*') == 0 && host[2..].Contains('.', StringComparison.Ordinal);

    private bool IsBelow(string host) => host.Length > _host.Length - 1 && host.EndsWith(_host[1..], StringComparison.Ordinal);

    private static (string Scheme, string Host, string Port) Split(string origin)
    {
        var end = origin.IndexOf(EndOfScheme, StringComparison.Ordinal);
        var authority = end < 0 ? origin : origin[(end + EndOfScheme.Length)..];
        var colon = authority.LastIndexOf(':');
        // The colons of an IPv6 address stand before its bracket.
        var hasPort = colon > authority.LastIndexOf(']');
        return (end < 0 ? "" : origin[..end], hasPort ? authority[..colon] : authority, hasPort ? authority[(colon + 1)..] : "");
    }
}
