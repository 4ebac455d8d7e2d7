using System.Net;
using CsCheck;
using RvWeb.Dashboard;
using RvWeb.Dashboard.Compare;
using static RvWeb.Tests.Dashboard.SampleTrace;

namespace RvWeb.Tests.Dashboard.Pages;

public sealed class ComparePageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Two_traces_are_aligned_by_the_names_of_their_spans()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var (cold, warm) = (ColdStart(1, Spans.Start), new SampleTrace(2, Spans.Start.AddSeconds(5)));
        warm.Add(1, 0, "edge", "GET /hello", 2, 0, 6.4);
        warm.Add(2, 1, "lambda", "invoke api", 1, 1, 5);
        warm.Add(3, 1, "lambda", "only here", 1, 1, 2);
        await dashboard.SendAsync(cold.Request);
        await dashboard.SendAsync(warm.Request);

        var page = WebUtility.HtmlDecode(await dashboard.PageAsync($"/compare?left={cold.TraceId}&right={warm.TraceId}"));

        Assert.Contains("−0.23s", page, StringComparison.Ordinal); // the whole
        Assert.Contains("build app", page, StringComparison.Ordinal);
        Assert.Contains("only here", page, StringComparison.Ordinal);
        Assert.Contains("not here any more", await dashboard.PageAsync("/compare?left=gone"), StringComparison.Ordinal);
    }

    [Fact]
    public void Spans_of_one_name_are_aligned_in_their_order_and_none_is_lost() => Check.Sample(
        Gen.Select(Gen.Int[0, 3].Array[1, 12], Gen.Int[0, 3].Array[1, 12]),
        names =>
        {
            var (left, right) = (TraceOf("l", names.Item1), TraceOf("r", names.Item2));
            var pairs = TracePair.Of(left, right);
            return pairs.Count(pair => pair.Left is not null) == left.Spans.Count && pairs.Count(pair => pair.Right is not null) == right.Spans.Count
                && pairs.All(pair => pair.Left is null || pair.Right is null || pair.Left.Title == pair.Right.Title)
                && !pairs.Any(pair => pair.Left is null && pairs.Any(other => other.Right is null && other.Name == pair.Name));
        });

    [Fact(Timeout = 60_000)]
    public async Task Both_sides_get_all_their_requests_and_their_percentiles_are_shown()
    {
        await using var dashboard = await StartAsync();
        using var answer = await PostAsync(dashboard, "/compare/runs", "first", "second", "/assets/favicon.svg", "7");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        // The page's own may still run; one that is begun as a command does it can be awaited.
        await dashboard.Comparisons.StopAsync(Token);
        Assert.Null(dashboard.Comparisons.Start(Plan(dashboard, "/assets/favicon.svg", 7), out var completion));
        await completion;
        var page = await dashboard.PageAsync("/compare");

        Assert.Contains("14 of 14 requests", page, StringComparison.Ordinal);
        Assert.Contains("finished</span>", page, StringComparison.Ordinal);
        Assert.Contains("times as long at p50", page, StringComparison.Ordinal);
        Assert.Contains("finished after 14 of 14 requests", dashboard.Comparisons.Summary()!, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_side_that_fails_is_counted_and_told()
    {
        await using var dashboard = await StartAsync();
        Assert.Null(dashboard.Comparisons.Start(
            Plan(dashboard, "/", 3) with { Right = new ComparisonSide("nobody", new Uri("http://127.0.0.1:1/")) }, out var completion));
        await completion;

        var last = dashboard.Comparisons.Last!;

        Assert.Equal((3, 0, 3), (last.Left.Durations.Count, last.Left.Failures, last.Right.Failures));
        Assert.Contains("127.0.0.1:1", last.Right.LastFailure!, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_comparison_is_cancelled_and_only_one_runs_at_a_time()
    {
        await using var dashboard = await StartAsync();
        Assert.Null(dashboard.Comparisons.Start(Plan(dashboard, "/assets/dashboard.css", ComparisonPlan.MostRequests), out var completion));

        Assert.Contains("A comparison is running", dashboard.Comparisons.Start(Plan(dashboard, "/", 1), out _), StringComparison.Ordinal);
        using var answer = await dashboard.Client.PostAsync("/compare/cancel", content: null, Token);
        await completion;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(ComparisonState.Cancelled, dashboard.Comparisons.Last!.State);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("first", "second", "/", "0", "use 1 to 10000")]
    [InlineData("first", "second", "/", "many", "use 1 to 10000")]
    [InlineData("first", "second", "//evil.example/", "1", "begin it with one /")]
    [InlineData("first", "second", "http://evil.example/", "1", "begin it with one /")]
    [InlineData("first", "nobody", "/", "1", "&#x27;nobody&#x27; are not both here")]
    [InlineData("first", "far", "/", "1", "&#x27;far&#x27; are not both here")]
    public async Task What_cannot_be_compared_is_refused(string left, string right, string path, string requests, string problem)
    {
        await using var dashboard = await StartAsync();
        dashboard.Board.Update(new ResourceRow { Name = "far", Type = "X", Urls = [new ResourceLink("http", "http://192.0.2.1/")] });

        using var answer = await PostAsync(dashboard, "/compare/runs", left, right, path, requests);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(problem, await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Null(dashboard.Comparisons.Last);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/compare/runs")]
    [InlineData("/compare/cancel")]
    public async Task Another_site_compares_nothing(string path)
    {
        await using var dashboard = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { { "Origin", "http://evil.example" } } };

        using var answer = await dashboard.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task<RunningDashboard> StartAsync()
    {
        var dashboard = await RunningDashboard.StartAsync();
        foreach (var name in (string[])["first", "second"])
            dashboard.Board.Update(new ResourceRow { Name = name, Type = "Project", Urls = [new ResourceLink("http", dashboard.Server.Url.ToString())] });
        return dashboard;
    }

    private static ComparisonPlan Plan(RunningDashboard dashboard, string path, int requests) =>
        new(new ComparisonSide("first", dashboard.Server.Url), new ComparisonSide("second", dashboard.Server.Url), path, requests);

    private static async Task<HttpResponseMessage> PostAsync(RunningDashboard dashboard, string address, string left, string right, string path, string requests)
    {
        using var form = new FormUrlEncodedContent([new("left", left), new("right", right), new("path", path), new("requests", requests)]);
        return await dashboard.Client.PostAsync(address, form, Token);
    }

    private static RvWeb.Dashboard.Traces.Trace TraceOf(string id, int[] names)
    {
        var spans = names.Select((name, index) => Spans.Of(id, $"{id}{index}", start: index) with { Name = $"n{name}" }).ToList();
        return new(RvWeb.Dashboard.Traces.TraceSummary.Of(spans), spans, []);
    }
}
