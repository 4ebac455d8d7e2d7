using System.Globalization;

namespace RvWeb.Dashboard.Pages;

/// <summary>Times as the person in front of this machine reads them.</summary>
internal static class LocalTime
{
    /// <summary>Hours to milliseconds; with the date unless it is today.</summary>
    public static string LocalText(this TimeProvider time, DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone);
        var format = local.Date == time.GetLocalNow().Date ? "HH:mm:ss.fff" : "yyyy-MM-dd HH:mm:ss.fff";
        return local.ToString(format, CultureInfo.InvariantCulture);
    }
}
