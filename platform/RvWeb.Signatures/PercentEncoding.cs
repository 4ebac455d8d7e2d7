using System.Globalization;
using System.Text;

namespace RvWeb.Signatures;

/// <summary>One spelling for everything that means the same bytes: only unreserved characters stand for themselves (RFC 3986, section 2.3).</summary>
internal static class PercentEncoding
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /// <summary>Works on bytes, for what is encoded need not be UTF-8. A percent sign that encodes nothing is one itself.</summary>
    public static string Normalize(string text)
    {
        var normalized = new StringBuilder(text.Length);
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var index = 0; index < bytes.Length; index++)
        {
            var value = bytes[index];
            if (value == '%' && index + 2 < bytes.Length && TryHex(bytes.AsSpan(index + 1, 2), out var encoded))
            {
                value = encoded;
                index += 2;
            }
            if (Unreserved.Contains((char)value, StringComparison.Ordinal))
                normalized.Append((char)value);
            else
                normalized.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }
        return normalized.ToString();
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, out byte value) =>
        byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
