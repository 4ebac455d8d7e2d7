using System.Text.RegularExpressions;

namespace RvWeb.Emulator.Telemetry;

/// <summary>Names of headers, fields and parameters whose values nobody should read on a screen.</summary>
internal static partial class SecretNames
{
    public const string Mask = "••••••";

    public static bool Has(string name) => Words().IsMatch(name);

    /// <summary>Masks the values in <c>name=value</c> pairs of a query, a form or a cookie.</summary>
    public static string MaskPairs(string text) => text.Contains('=', StringComparison.Ordinal) ? Pairs().Replace(text, "${name}=" + Mask) : text;

    // As parts of a name: X-Api-Key, refresh_token, clientSecret, X-Amz-Signature; cookies also as the list of a payload 2.0 event.
    private const string Parts = "authorization|cookie|token|secret|passw|api[-_]?key|access[-_]?key|signature|credential|assertion|session";

    [GeneratedRegex(Parts, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex($@"(?<name>\b[\w.%-]*(?:{Parts})[\w.%-]*)=[^&;\s]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pairs();
}
