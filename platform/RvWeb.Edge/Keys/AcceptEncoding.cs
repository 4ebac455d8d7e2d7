using System.Globalization;
using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Policies;

namespace RvWeb.Edge.Keys;

/// <summary>
/// The normalised Accept-Encoding of a request: what enters the key and what the origin gets, null for nothing
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html).
/// </summary>
internal sealed record AcceptEncoding(string? InKey, string? ToOrigin)
{
    private static readonly AcceptEncoding Nothing = new(null, null);
    private static readonly AcceptEncoding Identity = new(null, "identity");
    private static readonly AcceptEncoding Gzip = new("gzip", "gzip");
    private static readonly AcceptEncoding Brotli = new("br", "br");
    private static readonly AcceptEncoding Both = new("br,gzip", "br,gzip");

    /// <summary>Meant for policies with <see cref="CachePolicy.NormalizesAcceptEncoding"/>; otherwise it is a header like others.</summary>
    public static AcceptEncoding Of(CachePolicy policy, StringValues header)
    {
        if (!policy.NormalizesAcceptEncoding || header.Count == 0)
            return Nothing;
        var gzip = policy.Gzip && Offers(header, "gzip");
        var brotli = policy.Brotli && Offers(header, "br");
        return (gzip, brotli) switch
        {
            (true, true) => Both,
            (true, false) => Gzip,
            (false, true) => Brotli,
            _ => Identity,
        };
    }

    // Weights are not in AWS's table; our choice: a coding with q=0 is not offered (RFC 9110, section 12.4.2).
    private static bool Offers(StringValues header, string coding)
    {
        foreach (var line in header)
        {
            foreach (var part in line.AsSpan().Split(','))
            {
                if (IsOffer(line.AsSpan()[part], coding))
                    return true;
            }
        }

        return false;
    }

    private static bool IsOffer(ReadOnlySpan<char> offer, string coding)
    {
        var semicolon = offer.IndexOf(';');
        var name = semicolon < 0 ? offer : offer[..semicolon];
        if (!name.Trim().Equals(coding, StringComparison.OrdinalIgnoreCase))
            return false;
        var weight = semicolon < 0 ? [] : offer[(semicolon + 1)..].Trim();
        return !weight.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            || !double.TryParse(weight[2..], CultureInfo.InvariantCulture, out var q)
            || q > 0;
    }
}
