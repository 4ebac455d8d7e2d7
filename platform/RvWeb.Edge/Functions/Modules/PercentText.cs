using System.Globalization;
using System.Text;

namespace RvWeb.Edge.Functions.Modules;

/// <summary>Percent-decoding that never fails: invalid UTF-8 becomes U+FFFD (functions-javascript-runtime-20.html, "Query string").</summary>
internal static class PercentText
{
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
            return text;
        var bytes = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                bytes.Add(octet);
                at += 2;
            }
            else
            {
                AddRune(bytes, text, ref at);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static void AddRune(List<byte> bytes, string text, ref int at)
    {
        var length = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(at, length)));
        at += length - 1;
    }
}
