using System.Globalization;

namespace RvWeb.Emulator.HttpEvents;

/// <summary>The time of a request in the words of the Common Log Format, as all of AWS's request contexts have it.</summary>
internal static class EventTime
{
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}
