using System.Globalization;
using Jint.Runtime;

namespace RvWeb.Edge.Functions.Scripts;

/// <summary>Date stands still during a run (functions-javascript-runtime-20.html, "Date and timestamps").</summary>
internal sealed class FrozenTime(DateTimeOffset now) : ITimeSystem
{
    private static readonly DefaultTimeSystem Utc = new(TimeZoneInfo.Utc, CultureInfo.InvariantCulture);

    public TimeZoneInfo DefaultTimeZone => TimeZoneInfo.Utc;

    public DateTimeOffset GetUtcNow() => now;

    public bool TryParse(string date, out long epochMilliseconds) => Utc.TryParse(date, out epochMilliseconds);

    public TimeSpan GetUtcOffset(long epochMilliseconds) => TimeSpan.Zero;
}
