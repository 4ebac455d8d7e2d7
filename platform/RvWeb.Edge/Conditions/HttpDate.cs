using System.Globalization;

namespace RvWeb.Edge.Conditions;

/// <summary>The three forms of a date in HTTP (RFC 9110, section 5.6.7). The name of the day is not compared with the date.</summary>
internal static class HttpDate
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowInnerWhite;

    private static readonly string[] AfterComma = ["dd MMM yyyy HH:mm:ss 'GMT'", "dd-MMM-yy HH:mm:ss 'GMT'"];
    private static readonly string[] Asctime = ["MMM d HH:mm:ss yyyy"];
    private static readonly CultureInfo Years = WithTwoDigitYears();

    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null || text.Length < 5)
            return null;
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var rest = comma < 0 ? text.AsSpan(4) : text.AsSpan(comma + 1).TrimStart(' ');
        return DateTimeOffset.TryParseExact(rest, comma < 0 ? Asctime : AfterComma, Years, Utc, out var date) ? date : null;
    }

    /// <summary>A year of two digits is not more than fifty years ahead (RFC 9110, section 5.6.7), counted from this code's time.</summary>
    private static CultureInfo WithTwoDigitYears()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.Calendar = new GregorianCalendar { TwoDigitYearMax = 2076 };
        return CultureInfo.ReadOnly(culture);
    }
}
