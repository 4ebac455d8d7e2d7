using RvWeb.Dashboard.Traces;

namespace RvWeb.Tests.Dashboard;

public sealed class WaterfallTests
{
    [Theory]
    [InlineData(0, 100, 0, 100, "Inside")]
    [InlineData(10, 5, 10, 5, "After")]
    [InlineData(90, 10, 90, 10, "Before")]
    [InlineData(33.3333, 1, 33.33, 1, "After")]
    [InlineData(50, 0, 50, 0, "Before")]
    [InlineData(-500, 10, 0, 10, "After")]
    [InlineData(500, 10, 100, 0, "Before")]
    [InlineData(95, 500, 95, 5, "Before")]
    public void Places_a_bar_in_percent_of_the_trace(double start, double duration, double left, double width, string label)
    {
        var bar = WaterfallBar.Of(Spans.Of("t", "1", start: start, duration: duration), Spans.Start, TimeSpan.FromMilliseconds(100));

        Assert.Equal((left, width, label), (bar.Left, bar.Width, bar.Label.ToString()));
    }

    [Fact]
    public void Places_a_bar_in_a_trace_without_duration_at_its_start() =>
        Assert.Equal(new WaterfallBar(0, 0), WaterfallBar.Of(Spans.Of("t", "1", duration: 0), Spans.Start, TimeSpan.Zero));

    [Theory]
    [InlineData(0, "0µs")]
    [InlineData(9, "0.9µs")]
    [InlineData(99, "9.9µs")]
    [InlineData(100, "0.01ms")]
    [InlineData(123_456, "12.35ms")]
    [InlineData(999_999, "100ms")]
    [InlineData(1_000_000, "0.1s")]
    [InlineData(15_000_000, "1.5s")]
    [InlineData(600_000_000, "1m 0s")]
    [InlineData(900_000_000, "1m 30s")]
    [InlineData(36_000_000_000, "1h 0m")]
    [InlineData(937_800_000_000, "1d 2h")]
    public void Writes_durations_as_people_read_them(long ticks, string expected) =>
        Assert.Equal(expected, DurationText.Of(TimeSpan.FromTicks(ticks)));

    [Fact]
    public void Labels_the_axis_in_quarters_whose_zero_has_the_unit_of_its_neighbour() =>
        Assert.Equal(["0ms", "20ms", "40ms", "60ms", "80ms"], DurationText.Ticks(TimeSpan.FromMilliseconds(80)));

    [Fact]
    public void Labels_a_long_axis_in_minutes() =>
        Assert.Equal(["0s", "2m 0s", "4m 0s", "6m 0s", "8m 0s"], DurationText.Ticks(TimeSpan.FromMinutes(8)));
}
