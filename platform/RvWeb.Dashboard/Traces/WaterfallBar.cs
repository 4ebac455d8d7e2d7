namespace RvWeb.Dashboard.Traces;

/// <summary>Where a span lies on its trace's time axis.</summary>
/// <param name="Left">Percent from the left edge, 0 to 100.</param>
/// <param name="Width">Percent of the axis, 0 to 100 − <paramref name="Left"/>.</param>
internal readonly record struct WaterfallBar(double Left, double Width)
{
    // Room for a label such as "1m 30s" on a screen of usual width.
    private const double WideEnough = 20;

    /// <summary>Inside if there is room; otherwise on the side that has more of it.</summary>
    public LabelPlace Label => Width >= WideEnough ? LabelPlace.Inside : Left + Width / 2 < 50 ? LabelPlace.After : LabelPlace.Before;

    public static WaterfallBar Of(Span span, DateTimeOffset traceStart, TimeSpan traceDuration)
    {
        if (traceDuration <= TimeSpan.Zero)
            return new WaterfallBar(0, 0);
        var left = Percent(span.Start - traceStart, traceDuration);
        return new WaterfallBar(left, Math.Min(Percent(span.Duration, traceDuration), Math.Round(100 - left, 2)));
    }

    /// <summary>Where a moment lies on the axis, in percent.</summary>
    public static double Percent(TimeSpan offset, TimeSpan traceDuration) =>
        traceDuration <= TimeSpan.Zero ? 0 : Math.Clamp(Math.Round(100 * (offset / traceDuration), 2), 0, 100);
}
