using System.Net;
using Google.Protobuf;
using RvWeb.Dashboard;
using RvWeb.Dashboard.Otlp.Protos;

namespace RvWeb.Tests.Dashboard.Telemetry;

/// <summary>Telemetry that wants to do harm, or makes no sense.</summary>
public sealed class HostileTests
{
    private const string Script = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Encodes_foreign_text_on_every_page()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var trace = await FillAsync(dashboard);
        var (name, id) = (Uri.EscapeDataString(Script), trace.TraceId);
        string[] paths =
        [
            "/", $"/?show={name}", "/console", $"/console/{name}?find={name}", $"/logs?text={name}&f={name}%3D{name}", "/logs?entry=1", "/logs?f=message~script", "/traces", $"/traces?text={name}",
            $"/traces/{id}", $"/traces/{id}?span={trace.SpanText(1)}", $"/metrics?resource={name}&meter={name}&instrument={name}",
            $"/metrics?resource={name}&meter={name}&instrument={name}&view=table&d.{name}={name}", $"/data?message={name}",
        ];

        foreach (var path in paths)
        {
            using var response = await dashboard.Client.GetAsync(path, Token);
            var page = await response.Content.ReadAsStringAsync(Token);
            Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
            Assert.DoesNotContain("<script>", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img src=x", page, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Shows_names_and_values_of_a_megabyte_in_pages_of_moderate_size()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var huge = new string('x', 1024 * 1024);
        await PostAsync(dashboard, "/v1/logs", LogSample.Of(huge, 9, null, (huge, huge), ("exception.stacktrace", huge)));
        await PostAsync(dashboard, "/v1/metrics", MetricSample.Counter(1, 1, route: huge, name: huge));

        foreach (var path in (string[])["/logs", "/logs?entry=1", "/metrics", $"/metrics?meter=Web&instrument={new string('x', 1000)}%E2%80%A6", "/data"])
            Assert.InRange((await dashboard.PageAsync(path)).Length, 1, 150_000);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(ulong.MaxValue, 99)]
    [InlineData(0UL, -5)]
    [InlineData(1UL, int.MaxValue)]
    public async Task Bears_times_and_numbers_that_mean_nothing(ulong nano, int number)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var log = LogSample.Of("odd", number);
        log.ResourceLogs[0].ScopeLogs[0].LogRecords[0].TimeUnixNano = nano;
        var metric = MetricSample.Gauge(1, double.MaxValue);
        metric.ResourceMetrics[0].ScopeMetrics[0].Metrics[0].Gauge.DataPoints[0].TimeUnixNano = nano;
        var low = MetricSample.Gauge(1, double.MinValue, "/low");
        low.ResourceMetrics[0].ScopeMetrics[0].Metrics[0].Gauge.DataPoints[0].TimeUnixNano = nano;
        await PostAsync(dashboard, "/v1/logs", log);
        await PostAsync(dashboard, "/v1/metrics", metric);
        await PostAsync(dashboard, "/v1/metrics", low);

        Assert.Contains("odd", await dashboard.PageAsync("/logs"), StringComparison.Ordinal);
        foreach (var length in (int[])[1, 720])
            Assert.Contains("class=\"chart\"", await dashboard.PageAsync($"/metrics?meter=Web&instrument=level&last={length}"), StringComparison.Ordinal);
        Assert.Equal(1, (await dashboard.JsonAsync("/api/telemetry/logs")).GetProperty("resourceLogs").GetArrayLength());
        Assert.Equal(1, (await dashboard.JsonAsync("/api/telemetry/metrics")).GetProperty("resourceMetrics").GetArrayLength());
    }

    [Fact(Timeout = 60_000)]
    public async Task Refuses_a_body_of_a_hundred_megabytes_before_it_has_read_it()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        try
        {
            using var response = await dashboard.PostAsync("/v1/traces", new byte[100 * 1024 * 1024]);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        }
        catch (HttpRequestException)
        {
            // A client that writes on while the server has answered and left may see no more than the closed connection.
        }

        Assert.Empty((await dashboard.JsonAsync("/api/telemetry/traces")).GetProperty("traces").EnumerateArray());
    }

    private static async Task<SampleTrace> FillAsync(RunningDashboard dashboard)
    {
        dashboard.Board.Update(new ResourceRow { Name = Script, Type = Script, State = Script, Source = Script, Environment = [new(Script, Script)], Commands = [new(Script, Script)], Urls = [new(Script, Script)] });
        dashboard.Board.Append(Script, new ConsoleLine(Spans.Start, Script, true));
        var trace = new SampleTrace(1, Spans.Start);
        var span = trace.Add(1, 0, Script, Script, 2, 0, 5, (Script, Script), ("cloudfront.x_cache", Script));
        span.Status = new Status { Code = 2, Message = Script };
        span.Events.Add(new Span.Types.Event { Name = Script, Attributes = { SampleTrace.Attribute(Script, Script) } });
        await dashboard.SendAsync(trace.Request);
        var log = LogSample.Of(Script, 99, trace.TraceId, (Script, Script), ("exception.type", Script), ("exception.message", Script));
        log.ResourceLogs[0].ScopeLogs[0].Scope = new InstrumentationScope { Name = Script };
        log.ResourceLogs[0].ScopeLogs[0].LogRecords[0].SeverityText = Script;
        await PostAsync(dashboard, "/v1/logs", log);
        var point = new NumberPoint { TimeUnixNano = MetricSample.Nano(1), AsInt = 3, Attributes = { SampleTrace.Attribute(Script, Script) } };
        await PostAsync(dashboard, "/v1/metrics", MetricSample.Export(
            new Metric { Name = Script, Unit = Script, Description = Script, Sum = new Sum { IsMonotonic = true, AggregationTemporality = 2, DataPoints = { point } } }, Script, Script));
        return trace;
    }

    private static async Task PostAsync(RunningDashboard dashboard, string path, IMessage request)
    {
        using var response = await dashboard.PostAsync(path, request.ToByteArray());
        response.EnsureSuccessStatusCode();
    }
}
