using CsCheck;
using RvWeb.Dashboard.TraceDetail;
using RvWeb.Dashboard.Traces;

namespace RvWeb.Tests.Dashboard.TraceDetail;

public sealed class TimelineTests
{
    [Fact]
    public void Self_time_is_what_no_child_covers_however_children_overlap()
    {
        var timeline = Of(
            Spans.Of("t", "root", start: 0, duration: 100),
            Spans.Of("t", "a", "root", start: 10, duration: 30),
            Spans.Of("t", "b", "root", start: 20, duration: 30),
            Spans.Of("t", "late", "root", start: 90, duration: 50));

        Assert.Equal(TimeSpan.FromMilliseconds(10 + 40), timeline.Spans[0].SelfTime);
        Assert.Equal([(0.0, 10.0), (50.0, 90.0)], timeline.Spans[0].Own.Select(Milliseconds));
        Assert.Equal(TimeSpan.FromMilliseconds(30), timeline.Spans[1].SelfTime);
    }

    [Fact]
    public void The_critical_path_leads_into_the_child_that_ends_last()
    {
        var timeline = Of(
            Spans.Of("t", "root", start: 0, duration: 100),
            Spans.Of("t", "short", "root", start: 10, duration: 40),
            Spans.Of("t", "long", "root", start: 20, duration: 70));

        Assert.Equal([(90.0, 100.0), (0.0, 10.0)], Named(timeline, "root").Critical.Select(Milliseconds));
        Assert.Equal([(10.0, 20.0)], Named(timeline, "short").Critical.Select(Milliseconds));
        Assert.Equal([(20.0, 90.0)], Named(timeline, "long").Critical.Select(Milliseconds));
    }

    [Fact]
    public void The_critical_path_is_as_long_as_the_root_whatever_the_children_do() => Check.Sample(
        Gen.Select(Gen.Int[-50, 150], Gen.Int[0, 120], Gen.Int[0, 8]).Array[0, 30],
        items =>
        {
            var spans = items.Select((item, index) => Spans.Of("t", $"s{index}", item.Item3 >= index ? "root" : $"s{item.Item3}", start: item.Item1, duration: item.Item2));
            var timeline = Of([Spans.Of("t", "root", start: -100, duration: 1_000), .. spans]);
            return timeline.Spans.Sum(span => span.Critical.Sum(stretch => stretch.Length.Ticks)) == TimeSpan.FromMilliseconds(1_000).Ticks;
        });

    [Fact]
    public void The_critical_path_enters_the_init_and_not_the_wait_for_it()
    {
        var timeline = Of(
            Spans.Of("t", "invoke", duration: 100),
            Spans.Of("t", "wait", "invoke", start: 0, duration: 80) with { Name = "wait for environment" },
            Spans.Of("t", "init", "invoke", start: 0, duration: 80) with { Name = "init environment" });

        Assert.Empty(Named(timeline, "wait").Critical);
        Assert.Single(Named(timeline, "init").Critical);
    }

    [Fact]
    public void A_clock_that_is_hours_off_does_not_stretch_the_axis()
    {
        var timeline = Of(
            Spans.Of("t", "root", start: 0, duration: 100),
            Spans.Of("t", "call", "root", "api", start: 3 * 3_600_000, duration: 40),
            Spans.Of("t", "inner", "call", "api", start: 3 * 3_600_000 + 10, duration: 20));

        Assert.Equal(TimeSpan.FromMilliseconds(100), timeline.Time.Length);
        Assert.Equal((30.0, 70.0), Milliseconds(timeline.Spans[1].Time));
        Assert.Equal((40.0, 60.0), Milliseconds(timeline.Spans[2].Time));
        Assert.True(timeline.Spans[1].Shift < TimeSpan.FromHours(-2));
    }

    [Fact]
    public void Clocks_that_are_centuries_apart_at_every_step_are_no_danger()
    {
        const double Centuries = 500.0 * 365 * 86_400_000;
        var spans = Enumerable.Range(0, 60).Select(index => Spans.Of(
            "t", $"s{index}", index == 0 ? null : $"s{index - 1}", $"r{index / 2}", start: index % 4 < 2 ? 0 : index % 2 == 0 ? Centuries : -50 * Centuries / 500));

        Assert.Equal(60, Of([.. spans]).Spans.Count);
    }

    [Fact]
    public void What_follows_a_message_hours_later_stays_where_it_is()
    {
        var timeline = Of(
            Spans.Of("t", "send", duration: 10),
            Spans.Of("t", "process", "send", "worker", start: 3_600_000) with { Kind = SpanKind.Consumer });

        Assert.Equal(TimeSpan.Zero, timeline.Spans[1].Shift);
    }

    [Fact(Timeout = 60_000)]
    public async Task Ten_thousand_spans_one_below_the_other_are_no_danger()
    {
        await Task.Yield();
        var timeline = Of([.. Enumerable.Range(0, 10_000).Select(index => Spans.Of("t", $"s{index}", index == 0 ? null : $"s{index - 1}", start: index * 0.01, duration: 200 - index * 0.01))]);

        Assert.Equal(10_000, timeline.Spans.Count);
        Assert.NotEmpty(timeline.Spans[^1].Critical);
        Assert.Equal(10_000, SpanFilter.Parse("s9999", "", "").Apply(timeline.Spans).Count);
    }

    [Fact]
    public void Parents_in_a_cycle_are_shown()
    {
        var timeline = Of(Spans.Of("t", "a", "b"), Spans.Of("t", "b", "a"));

        Assert.Equal(2, timeline.Spans.Count);
        Assert.Equal(2, SpanFilter.Parse("a", "", "").Apply(timeline.Spans).Count);
    }

    [Fact]
    public void Time_without_any_span_is_told()
    {
        var timeline = Of(Spans.Of("t", "a", start: 0, duration: 10), Spans.Of("t", "b", start: 60, duration: 10));

        Assert.Equal([(10.0, 60.0)], timeline.Silent.Select(Milliseconds));
    }

    internal static TraceTimeline Of(params Span[] spans) => TraceTimeline.Of(TraceTree.Of(spans));

    private static TimedSpan Named(TraceTimeline timeline, string id) => timeline.Spans.Single(span => span.Span.SpanId == id);

    private static (double Start, double End) Milliseconds(Stretch stretch) =>
        ((stretch.Start - Spans.Start).TotalMilliseconds, (stretch.End - Spans.Start).TotalMilliseconds);
}
