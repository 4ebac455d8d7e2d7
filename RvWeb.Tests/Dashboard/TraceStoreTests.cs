using RvWeb.Dashboard.Telemetry;
using RvWeb.Dashboard.Traces;

namespace RvWeb.Tests.Dashboard;

public sealed class TraceStoreTests
{
    [Fact]
    public void Forgets_the_oldest_spans_of_the_resource_that_talks_too_much_and_no_other()
    {
        var store = new TraceStore(new TelemetryLimits { SpansPerResource = 3 }, new ChangeSignal());
        store.Add([Spans.Of("quiet", "1", resource: "quiet")]);

        for (var index = 0; index < 10; index++)
            store.Add([Spans.Of($"chatty{index}", "1", resource: "chatty", start: index)]);

        Assert.Equal(["chatty9", "chatty8", "chatty7", "quiet"], store.List(new TraceFilter()).Select(trace => trace.TraceId));
        Assert.Null(store.Find("chatty6"));
    }

    [Fact]
    public void Bounds_the_characters_it_keeps()
    {
        var store = new TraceStore(new TelemetryLimits { CharactersPerResource = 3_000 }, new ChangeSignal());

        for (var index = 0; index < 5; index++)
            store.Add([Spans.Of($"trace{index}", "1") with { Name = new string('x', 1_000) }]);

        Assert.Equal(2, store.List(new TraceFilter()).Count);
    }

    [Fact]
    public void Takes_room_from_the_largest_resource_when_all_together_are_too_much()
    {
        var store = new TraceStore(new TelemetryLimits { Characters = 4_000 }, new ChangeSignal());
        var name = new string('x', 1_000);

        store.Add([.. Enumerable.Range(0, 3).Select(index => Spans.Of($"large{index}", "1", resource: "large") with { Name = name })]);
        store.Add([Spans.Of("small", "1", resource: "small") with { Name = name }]);

        Assert.Equal(["large1", "large2", "small"], store.List(new TraceFilter()).Select(trace => trace.TraceId).Order());
    }

    [Fact]
    public void Forgets_the_resource_that_was_silent_longest_when_there_are_too_many()
    {
        var store = new TraceStore(new TelemetryLimits { Resources = 2 }, new ChangeSignal());

        store.Add([Spans.Of("a", "1", resource: "first"), Spans.Of("b", "1", resource: "second")]);
        store.Add([Spans.Of("c", "1", resource: "first"), Spans.Of("d", "1", resource: "third")]);

        Assert.Equal(["a", "c", "d"], store.List(new TraceFilter()).Select(trace => trace.TraceId).Order());
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(null, true)]
    public void A_trace_has_a_cold_start_if_the_invoker_waited_and_without_one_if_the_function_ran_first(bool? hasWaited, bool hasColdStart)
    {
        var function = Spans.Of("t", "function") with { Attributes = new AttributeSet([new("faas.coldstart", true)]) };
        var invoker = Spans.Of("t", "invoker") with { Attributes = new AttributeSet([new("faas.coldstart", hasWaited == true), new("faas.invoked_name", "web")]) };

        Assert.Equal(hasColdStart, TraceSummary.Of(hasWaited is null ? [function] : [invoker, function]).HasColdStart);
    }

    [Fact]
    public void Counts_a_span_that_is_sent_twice_once()
    {
        var store = new TraceStore(new TelemetryLimits(), new ChangeSignal());

        store.Add([Spans.Of("a", "1")]);
        store.Add([Spans.Of("a", "1"), Spans.Of("a", "2", parent: "1")]);

        Assert.Equal(2, store.Find("a")!.Summary.SpanCount);
    }

    [Fact]
    public void Forgets_backlinks_with_the_span_that_linked()
    {
        var store = new TraceStore(new TelemetryLimits { SpansPerResource = 1 }, new ChangeSignal());
        store.Add([Spans.Of("viewer", "1", resource: "edge")]);
        store.Add([Spans.Of("background", "1", resource: "worker") with { Links = [new SpanLink("viewer", "1", AttributeSet.Empty)] }]);
        Assert.Equal("background", Assert.Single(store.Find("viewer")!.LinkedFrom).TraceId);

        store.Add([Spans.Of("other", "1", resource: "worker")]);

        Assert.Empty(store.Find("viewer")!.LinkedFrom);
    }

    [Fact]
    public void Names_a_trace_after_its_root_even_if_a_skewed_clock_puts_a_child_first()
    {
        var summary = TraceSummary.Of([Spans.Of("a", "2", parent: "1", start: -3_600_000) with { Name = "child" }, Spans.Of("a", "1") with { Name = "root" }]);

        Assert.Equal("root", summary.Name);
        Assert.Equal(TimeSpan.FromHours(1) + TimeSpan.FromMilliseconds(10), summary.Duration);
    }

    [Fact]
    public void Takes_no_negative_time_from_a_span_that_ends_before_it_starts()
    {
        var span = Spans.Of("a", "1");

        var summary = TraceSummary.Of([span with { End = span.Start.AddHours(-2) }]);

        Assert.Equal(TimeSpan.Zero, summary.Duration);
        Assert.Equal(span.Start, summary.Start);
    }
}
