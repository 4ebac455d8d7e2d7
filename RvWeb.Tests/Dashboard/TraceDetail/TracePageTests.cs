using static RvWeb.Tests.Dashboard.SampleTrace;

namespace RvWeb.Tests.Dashboard.TraceDetail;

public sealed class TracePageTests
{
    [Fact(Timeout = 60_000)]
    public async Task Shows_the_cold_start_the_decision_and_the_payloads()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var sample = ColdStart(1, Spans.Start);
        sample.Add(4, 3, "lambda", "ignored", 1, 0, 1); // an id that is there already
        sample.Add(30, 3, "lambda", "invoke other", 1, 4, 5, ("faas.invoked_name", "other"), ("aws.lambda.event", """{"rawPath":"<b>"}"""), ("aws.lambda.response", "no json"));
        await dashboard.SendAsync(sample.Request);

        var page = await dashboard.PageAsync($"/traces/{sample.TraceId}?span={sample.SpanText(30)}");

        foreach (var phase in (string[])["start runtime", "build app", "start app", "first request", "wait"])
            Assert.Contains($"</i>{phase} <small>", page, StringComparison.Ordinal);
        Assert.Contains("miss</span>", page, StringComparison.Ordinal);
        Assert.Contains("&quot;rawPath&quot;: &quot;&lt;b&gt;&quot;", page, StringComparison.Ordinal);
        Assert.Contains("no json</pre>", page, StringComparison.Ordinal);
        Assert.Contains("Self time", page, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Filters_spans_without_a_script_and_keeps_the_filter_in_its_links()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var sample = ColdStart(1, Spans.Start);
        await dashboard.SendAsync(sample.Request);

        var page = await dashboard.PageAsync($"/traces/{sample.TraceId}?text=build%20app");

        Assert.Contains($"href=\"/traces/{sample.TraceId}?text=build%20app&amp;span={sample.SpanText(9)}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">start app</a>", page, StringComparison.Ordinal);
        Assert.Contains("No span matches", await dashboard.PageAsync($"/traces/{sample.TraceId}?text=zzz"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_trace_of_ten_thousand_spans_comes_in_pages()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var sample = new SampleTrace(1, Spans.Start);
        for (var id = 1; id <= 10_000; id++)
            sample.Add(id, id == 1 ? 0 : 1 + id / 50, "web", $"step {id}", 1, id * 0.1, id * 0.1 + 5);
        await dashboard.SendAsync(sample.Request);

        var first = await dashboard.PageAsync($"/traces/{sample.TraceId}");
        var last = await dashboard.PageAsync($"/traces/{sample.TraceId}?from=9000");

        Assert.Equal(1_000, first.Split("data-span=").Length - 1);
        Assert.Contains("Spans 9001 to 10000 of 10000", last, StringComparison.Ordinal);
        Assert.InRange(first.Length, 1, 3_000_000);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_revalidation_and_the_request_that_set_it_off_lead_to_each_other()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var viewer = ColdStart(1, Spans.Start);
        var background = new SampleTrace(2, Spans.Start.AddSeconds(61));
        background.Link(background.Add(1, 0, "edge", "revalidate", 1, 0, 12), viewer, 1);
        await dashboard.SendAsync(viewer.Request);
        await dashboard.SendAsync(background.Request);

        Assert.Contains($"Set off a background revalidation: <a href=\"/traces/{background.TraceId}?span=", await dashboard.PageAsync($"/traces/{viewer.TraceId}"), StringComparison.Ordinal);
        Assert.Contains($"Set off by <a href=\"/traces/{viewer.TraceId}?span=", await dashboard.PageAsync($"/traces/{background.TraceId}"), StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("longest", 2)]
    [InlineData("coldfirst", 1)]
    [InlineData("newest", 3)]
    [InlineData("no such order", 3)]
    public async Task Traces_are_sorted_as_asked(string order, int first)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var longest = new SampleTrace(2, Spans.Start.AddSeconds(1));
        longest.Add(1, 0, "web", "GET /long", 2, 0, 5_000);
        var newest = new SampleTrace(3, Spans.Start.AddSeconds(2));
        newest.Add(1, 0, "web", "GET /new", 2, 0, 5);
        SampleTrace[] traces = [ColdStart(1, Spans.Start), longest, newest];
        foreach (var trace in traces)
            await dashboard.SendAsync(trace.Request);

        var page = await dashboard.PageAsync($"/traces?order={Uri.EscapeDataString(order)}");

        var leading = traces.MinBy(trace => page.IndexOf($"/traces/{trace.TraceId}", StringComparison.Ordinal));
        Assert.Equal(traces[first - 1].TraceId, leading!.TraceId);
    }
}
