using System.Security.Authentication;
using Microsoft.AspNetCore.Connections.Features;

namespace RvWeb.Edge.ViewerFacts;

/// <summary>
/// The value of CloudFront-Viewer-TLS: version, cipher and handshake, separated by colons. .NET does not tell a resumed
/// session from a new one.
/// </summary>
internal static class TlsFacts
{
    private static readonly object Seen = new();

    public static string? Of(HttpContext context)
    {
        if (context.Features.Get<ITlsHandshakeFeature>() is not { } handshake)
            return null;
        var items = context.Features.Get<IConnectionItemsFeature>()?.Items;
        // The connection's first request may ask more than once.
        var isReused = items is not null && !items.TryAdd(Seen, context.TraceIdentifier) && !context.TraceIdentifier.Equals(items[Seen]);
        return $"{Version(handshake.Protocol)}:{Cipher(handshake.NegotiatedCipherSuite?.ToString() ?? "unknown")}:{(isReused ? "connectionReused" : "fullHandshake")}";
    }

    /// <summary>TLS 1.3 suites keep their registered names; older ones have OpenSSL's, as CloudFront writes them.</summary>
    public static string Cipher(string registered)
    {
        const string Prefix = "TLS_";
        const string With = "_WITH_";
        if (!registered.StartsWith(Prefix, StringComparison.Ordinal) || !registered.Contains(With, StringComparison.Ordinal))
            return registered;
        var name = registered[Prefix.Length..]
            .Replace(With, "_", StringComparison.Ordinal)
            .Replace("AES_", "AES", StringComparison.Ordinal)
            .Replace("_CBC_", "_", StringComparison.Ordinal)
            .Replace("POLY1305_SHA256", "POLY1305", StringComparison.Ordinal)
            .Replace('_', '-');
        // OpenSSL does not name the key exchange that is RSA's own.
        return name.StartsWith("RSA-", StringComparison.Ordinal) ? name["RSA-".Length..] : name;
    }

    private static string Version(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLSv1.3",
        SslProtocols.Tls12 => "TLSv1.2",
        _ => protocol.ToString(),
    };
}
