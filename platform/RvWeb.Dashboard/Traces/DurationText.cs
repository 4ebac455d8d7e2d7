using System.Globalization;

namespace RvWeb.Dashboard.Traces;

/// <summary>
/// Durations as people read them: two units from minutes up (<c>1m 30s</c>); below, up to two decimals of seconds from
/// 0.1 s, of milliseconds from 10 µs, of microseconds under that.
/// </summary>
internal static class DurationText
{
    private static readonly (string Name, TimeSpan Size)[] Large =
        [("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)), ("m", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1))];

    private static readonly (string Name, TimeSpan Size, TimeSpan From)[] Small =
        [("s", TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(100)),
         ("ms", TimeSpan.FromMilliseconds(1), TimeSpan.FromMicroseconds(10)),
         ("µs", TimeSpan.FromMicroseconds(1), TimeSpan.MinValue)];

    public static string Of(TimeSpan duration) => Of(duration, duration);

    /// <summary>The five labels of a time axis; the zero takes the unit of its neighbour.</summary>
    public static IReadOnlyList<string> Ticks(TimeSpan duration) =>
        [Of(TimeSpan.Zero, duration / 4), Of(duration / 4), Of(duration / 2), Of(duration * 0.75), Of(duration)];

    private static string Of(TimeSpan duration, TimeSpan unitOf)
    {
        if (unitOf >= TimeSpan.FromMinutes(1))
            return TwoUnits(duration);
        var (name, size, _) = Array.Find(Small, unit => unitOf >= unit.From);
        return string.Create(CultureInfo.InvariantCulture, $"{duration / size:0.##}{name}");
    }

    private static string TwoUnits(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "0s";
        var large = Array.FindIndex(Large, unit => duration >= unit.Size);
        var (name, size) = Large[large];
        var (lesserName, lesserSize) = Large[large + 1];
        var lesser = Math.Floor(TimeSpan.FromTicks(duration.Ticks % size.Ticks) / lesserSize);
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(duration / size)}{name} {lesser}{lesserName}");
    }
}
