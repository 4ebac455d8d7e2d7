using System.Net;
using Google.Protobuf;
using RvWeb.Dashboard;
using RvWeb.Dashboard.Logs;

namespace RvWeb.Tests.Dashboard.Telemetry;

public sealed class LogsPageTests
{
    private static readonly string Trace = new('b', 32);

    [Theory(Timeout = 60_000)]
    [InlineData("", "plain slow broken")]
    [InlineData("?level=13", "slow broken")]
    [InlineData("?level=17", "broken")]
    [InlineData("?text=SLOW", "slow")]
    [InlineData("?f=path%3D/b", "slow")]
    [InlineData("?f=path!%3D/b", "plain broken")]
    [InlineData("?f=path~/", "slow broken")]
    [InlineData("?f=path~/&f=level%3DError", "broken")]
    [InlineData("?field=path&is=!%3D&value=/b", "plain broken")]
    [InlineData("?f=nonsense&level=many&entry=x", "plain slow broken")]
    [InlineData("?trace=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "broken")]
    [InlineData("?resource=other", "")]
    public async Task Filters_without_a_script(string query, string expected)
    {
        await using var dashboard = await FilledAsync();

        var page = await dashboard.PageAsync("/logs" + query);

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), ((string[])["plain", "slow", "broken"]).Where(word => page.Contains(">" + word + "</a>", StringComparison.Ordinal)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Shows_a_log_with_its_exception_and_the_way_to_its_trace()
    {
        await using var dashboard = await FilledAsync();

        var pane = (await dashboard.PageAsync("/logs?level=17&entry=3")).Split("<aside")[1];

        Assert.Contains("System.InvalidOperationException: out of luck\n   at Here()</pre>", WebText(pane), StringComparison.Ordinal);
        Assert.Contains($"href=\"/traces/{Trace}?span=", pane, StringComparison.Ordinal);
        Assert.Contains($"href=\"/logs?trace={Trace}\"", pane, StringComparison.Ordinal);
        Assert.Contains("href=\"/logs?level=17\"", pane, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a=b", "a", "=", "b")]
    [InlineData("a!=b=c", "a", "!=", "b=c")]
    [InlineData("http.route ~ /x", "http.route", "~", "/x")]
    [InlineData("a=", "a", "=", "")]
    public void Reads_a_condition(string text, string field, string sign, string value) =>
        Assert.Equal(new FieldFilter(field, sign, value), FieldFilter.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("=b")]
    [InlineData("!=b")]
    [InlineData("words")]
    public void Takes_nothing_else_for_a_condition(string text) => Assert.Null(FieldFilter.Parse(text));

    [Fact(Timeout = 60_000)]
    public async Task Shows_the_console_of_all_resources_in_order_of_time()
    {
        await using var dashboard = await WritingAsync();

        var page = await dashboard.PageAsync("/console?time=utc");

        Assert.True(page.IndexOf("first", StringComparison.Ordinal) < page.IndexOf("second", StringComparison.Ordinal));
        Assert.Contains("<time>10:00:00.000Z</time>", page, StringComparison.Ordinal);
        Assert.Contains("data-live=\"console\"", page, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Finds_text_across_colours_and_stays_as_it_is_while_paused()
    {
        await using var dashboard = await WritingAsync();

        var page = await dashboard.PageAsync("/console/web?find=FIRST+line&time=off&wrap=no&paused=yes");

        Assert.Contains("<span class=\"ansi1\">first</span>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("third", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<time>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-live=\"console\"", page, StringComparison.Ordinal);
        Assert.Contains("class=\"console no-wrap\"", page, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Gives_the_console_as_a_text_file()
    {
        await using var dashboard = await WritingAsync();

        using var response = await dashboard.Client.GetAsync("/console-text/web", TestContext.Current.CancellationToken);

        Assert.Equal("2026-11-22T10:00:00.000Z first line\n2026-11-22T10:00:02.000Z stderr: third\n", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("attachment; filename=\"web.log\"", response.Content.Headers.ContentDisposition!.ToString());
    }

    private static async Task<RunningDashboard> WritingAsync()
    {
        var dashboard = await RunningDashboard.StartAsync();
        dashboard.Board.Append("web", new ConsoleLine(Spans.Start, "\e[31mfirst\e[0m line", false));
        dashboard.Board.Append("web", new ConsoleLine(Spans.Start.AddSeconds(2), "third", true));
        dashboard.Board.Append("edge", new ConsoleLine(Spans.Start.AddSeconds(1), "second", false));
        return dashboard;
    }

    private static async Task<RunningDashboard> FilledAsync()
    {
        var dashboard = await RunningDashboard.StartAsync();
        foreach (var request in new[]
        {
            LogSample.Of("plain"),
            LogSample.Of("slow", 13, null, ("path", "/b")),
            LogSample.Of("broken", 17, Trace, ("path", "/c"), ("exception.type", "X"), ("exception.stacktrace", "System.InvalidOperationException: out of luck\n   at Here()")),
        })
            (await dashboard.PostAsync("/v1/logs", request.ToByteArray())).Dispose();
        return dashboard;
    }

    private static string WebText(string html) => WebUtility.HtmlDecode(html);
}
