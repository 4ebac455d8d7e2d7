using System.Net;
using Google.Protobuf;
using RvWeb.Dashboard;
using RvWeb.Dashboard.Otlp.Protos;
using static RvWeb.Tests.Dashboard.SampleTrace;

namespace RvWeb.Tests.Dashboard;

public sealed class PageTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_resources_as_a_tree()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Board.Update(new ResourceRow { Name = "api", Type = "Function", Parent = "lambda" });
        dashboard.Board.Update(new ResourceRow { Name = "lambda", Type = "Service", State = "Starting" });
        dashboard.Board.Update(new ResourceRow { Name = "lambda", Type = "Service", State = "Running", StateStyle = "success", Health = "Healthy" });

        var page = await dashboard.PageAsync("/");

        var lambda = page.IndexOf("<td class=\"name depth-0\"><a href=\"/?show=lambda\"", StringComparison.Ordinal);
        var api = page.IndexOf("<td class=\"name depth-1\"><a href=\"/?show=api\"", StringComparison.Ordinal);
        Assert.True(lambda > 0 && api > lambda);
        Assert.Contains("Running<small>Healthy</small>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Starting", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_every_resource_once_when_parents_form_a_cycle()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Board.Update(new ResourceRow { Name = "a", Type = "X", Parent = "b" });
        dashboard.Board.Update(new ResourceRow { Name = "b", Type = "X", Parent = "a" });

        var page = await dashboard.PageAsync("/");

        Assert.Equal(2, page.Split("<td class=\"name").Length - 1);
    }

    [Fact]
    public async Task Shows_the_environment_of_the_chosen_resource_only()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Board.Update(new ResourceRow { Name = "web", Type = "Project", Environment = [new("PORT", "8080")] });

        Assert.DoesNotContain("PORT", await dashboard.PageAsync("/"), StringComparison.Ordinal);
        Assert.Contains("PORT", await dashboard.PageAsync("/?show=web"), StringComparison.Ordinal);
        Assert.False((await dashboard.JsonAsync("/api/resources")).GetProperty("resources")[0].TryGetProperty("environment", out _));
    }

    [Fact]
    public async Task Lists_traces_with_their_marks_and_filters_them_without_a_script()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var cold = ColdStart(1, Start);
        var other = new SampleTrace(2, Start);
        other.Add(1, 0, "web", "GET /other", 2, 0, 5).Status = new Status { Code = 2 };
        await dashboard.SendAsync(cold.Request);
        await dashboard.SendAsync(other.Request);

        var all = await dashboard.PageAsync("/traces");
        var filtered = await dashboard.PageAsync("/traces?text=hello&resource=lambda");

        Assert.Contains("cold start</span>", all, StringComparison.Ordinal);
        Assert.Contains("error</span>", all, StringComparison.Ordinal);
        Assert.Contains(other.TraceId, all, StringComparison.Ordinal);
        Assert.Contains(cold.TraceId, filtered, StringComparison.Ordinal);
        Assert.DoesNotContain(other.TraceId, filtered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_the_edges_decision_in_the_row_of_its_span()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var sample = ColdStart(1, Start);
        await dashboard.SendAsync(sample.Request);

        var page = await dashboard.PageAsync($"/traces/{sample.TraceId}");

        Assert.Contains("title=\"X-Cache: Miss from cloudfront\">Miss</span>", page, StringComparison.Ordinal);
        Assert.Contains("Nothing is stored under this key.</small>", page, StringComparison.Ordinal);
        Assert.Equal(6, page.Split("class=\"wf-row cold ").Length - 1);
    }

    [Fact]
    public async Task Shows_a_spans_attributes_events_links_and_logs_beside_the_waterfall()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var viewer = ColdStart(1, Start);
        var background = new SampleTrace(2, Start.AddSeconds(61));
        background.Link(background.Add(1, 0, "edge", "revalidate GET /hello", 1, 0, 12), viewer, 13);
        await dashboard.SendAsync(viewer.Request);
        await dashboard.SendAsync(background.Request);
        using var logged = await dashboard.PostAsync("/v1/logs", LogOf(viewer, 13, "Answering a viewer"));

        var pane = (await dashboard.PageAsync($"/traces/{viewer.TraceId}?span={viewer.SpanText(13)}")).Split("<aside")[1];

        Assert.Contains("http.route", pane, StringComparison.Ordinal);
        Assert.Contains("rendered <small>&#x2B;0.22s</small>", pane, StringComparison.Ordinal);
        Assert.Contains($"href=\"/traces/{background.TraceId}?span={background.SpanText(1)}\"", pane, StringComparison.Ordinal);
        Assert.Contains("Answering a viewer", pane, StringComparison.Ordinal);
        Assert.Contains("service.version", pane, StringComparison.Ordinal);
        Assert.Contains("Answering a viewer", await dashboard.PageAsync("/logs?text=viewer&level=9"), StringComparison.Ordinal);
        Assert.DoesNotContain("Answering a viewer", await dashboard.PageAsync("/logs?level=13"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cuts_a_megabyte_of_an_attribute_to_what_a_person_can_read()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var sample = new SampleTrace(1, Start);
        sample.Add(1, 0, "web", new string('n', 1024 * 1024), 2, 0, 5, ("huge", new string('v', 1024 * 1024)));
        await dashboard.SendAsync(sample.Request);

        Assert.InRange((await dashboard.PageAsync($"/traces/{sample.TraceId}?span={sample.SpanText(1)}")).Length, 1, 100_000);
        Assert.InRange((await dashboard.PageAsync("/traces")).Length, 1, 100_000);
    }

    [Fact]
    public async Task Shows_spans_whose_times_make_no_sense()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var sample = new SampleTrace(1, Start);
        sample.Add(1, 3, "web", "backwards", 99, 50, -5);
        sample.Add(2, 1, "web", "epoch", 2, 0, 0).StartTimeUnixNano = 0;
        sample.Add(3, 2, "web", "far future", 2, 0, 0).EndTimeUnixNano = ulong.MaxValue;
        await dashboard.SendAsync(sample.Request);

        var page = await dashboard.PageAsync($"/traces/{sample.TraceId}?span={sample.SpanText(1)}");

        Assert.Equal(3, page.Split("class=\"wf-row").Length - 1);
        Assert.Contains("before it starts", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere", "no such page")]
    [InlineData("/traces/unknown", "not here")]
    public async Task Says_what_is_missing(string path, string message)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await dashboard.Client.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(message, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static byte[] LogOf(SampleTrace trace, int span, string body)
    {
        var request = new ExportLogsServiceRequest();
        var record = new LogRecord
        {
            TimeUnixNano = trace.Nano(210),
            SeverityNumber = 9,
            Body = new AnyValue { StringValue = body },
            TraceId = ByteString.CopyFrom(Convert.FromHexString(trace.TraceId)),
            SpanId = ByteString.CopyFrom(Convert.FromHexString(trace.SpanText(span))),
        };
        request.ResourceLogs.Add(new ResourceLogs { ScopeLogs = { new ScopeLogs { LogRecords = { record } } } });
        return request.ToByteArray();
    }
}
