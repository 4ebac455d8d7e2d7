using System.Net;

namespace RvWeb.Tests.Dashboard;

public sealed class ReadApiTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Lists_an_exported_trace_in_one_line()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var sample = SampleTrace.ColdStart(1, Start);

        await dashboard.SendAsync(sample.Request);

        var trace = Assert.Single((await dashboard.JsonAsync("/api/telemetry/traces")).GetProperty("traces").EnumerateArray());
        Assert.Equal(sample.TraceId, trace.GetProperty("traceId").GetString());
        Assert.Equal("GET /hello", trace.GetProperty("name").GetString());
        Assert.Equal(Start, trace.GetProperty("start").GetDateTimeOffset());
        Assert.Equal(236.4, trace.GetProperty("durationMs").GetDouble());
        Assert.Equal(13, trace.GetProperty("spanCount").GetInt32());
        Assert.Equal(["edge", "function-url", "lambda", "api"], trace.GetProperty("resources").EnumerateArray().Select(name => name.GetString()!));
        Assert.False(trace.GetProperty("hasError").GetBoolean());
        Assert.True(trace.GetProperty("hasColdStart").GetBoolean());
    }

    [Fact]
    public async Task Gives_the_spans_of_a_trace_with_their_typed_attributes()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var sample = SampleTrace.ColdStart(1, Start);

        await dashboard.SendAsync(sample.Request);

        var spans = (await dashboard.JsonAsync($"/api/telemetry/traces/{sample.TraceId}")).GetProperty("spans").EnumerateArray().ToList();
        var invoke = spans.Single(span => span.GetProperty("name").GetString() == "invoke api");
        Assert.Equal(sample.SpanText(4), invoke.GetProperty("spanId").GetString());
        Assert.Equal(sample.SpanText(3), invoke.GetProperty("parentSpanId").GetString());
        Assert.Equal("lambda", invoke.GetProperty("resource").GetString());
        Assert.Equal("internal", invoke.GetProperty("kind").GetString());
        Assert.Equal(230.7, invoke.GetProperty("durationMs").GetDouble());
        Assert.True(invoke.GetProperty("attributes").GetProperty("faas.coldstart").GetBoolean());
        Assert.Equal(200, spans[0].GetProperty("attributes").GetProperty("http.response.status_code").GetInt64());
    }

    [Fact]
    public async Task Gives_links_and_their_way_back()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var viewer = SampleTrace.ColdStart(1, Start);
        var revalidation = new SampleTrace(2, Start.AddSeconds(61));
        revalidation.Link(revalidation.Add(1, 0, "edge", "revalidate GET /hello", 1, 0, 12), viewer, 1);

        await dashboard.SendAsync(viewer.Request);
        await dashboard.SendAsync(revalidation.Request);

        var link = (await dashboard.JsonAsync($"/api/telemetry/traces/{revalidation.TraceId}")).GetProperty("spans")[0].GetProperty("links")[0];
        Assert.Equal(viewer.TraceId, link.GetProperty("traceId").GetString());
        Assert.Equal(viewer.SpanText(1), link.GetProperty("spanId").GetString());
        var back = (await dashboard.JsonAsync($"/api/telemetry/traces/{viewer.TraceId}")).GetProperty("linkedFrom")[0];
        Assert.Equal(revalidation.TraceId, back.GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task Gives_the_resources_with_null_for_what_is_unknown()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Board.Update(new() { Name = "web", Type = "Project", State = "Running", StateStyle = "success", Health = "Healthy", StartedAt = Start, Urls = [new("http", "http://localhost:8080")] });
        dashboard.Board.Update(new() { Name = "job", Type = "Executable", Parent = "web", ExitCode = 3 });

        var resources = (await dashboard.JsonAsync("/api/resources")).GetProperty("resources");

        Assert.Equal(
            """{"name":"web","type":"Project","state":"Running","stateStyle":"success","health":"Healthy","startedAt":"2026-11-22T10:00:00Z","exitCode":null,"source":null,"parent":null,"urls":[{"name":"http","url":"http://localhost:8080"}],"commands":[]}""",
            resources[0].GetRawText());
        Assert.Equal(
            """{"name":"job","type":"Executable","state":null,"stateStyle":null,"health":null,"startedAt":null,"exitCode":3,"source":null,"parent":"web","urls":[],"commands":[]}""",
            resources[1].GetRawText());
    }

    [Theory]
    [InlineData("text=REVALIDATE", 1)]
    [InlineData("text=nothing", 0)]
    [InlineData("resource=lambda", 1)]
    [InlineData("hasError=true", 0)]
    [InlineData("limit=1", 1)]
    [InlineData("", 2)]
    public async Task Filters_the_list(string query, int expected)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var other = new SampleTrace(2, Start.AddSeconds(61));
        other.Add(1, 0, "edge", "revalidate GET /hello", 1, 0, 12);
        await dashboard.SendAsync(SampleTrace.ColdStart(1, Start).Request);
        await dashboard.SendAsync(other.Request);

        var traces = (await dashboard.JsonAsync("/api/telemetry/traces?" + query)).GetProperty("traces");

        Assert.Equal(expected, traces.GetArrayLength());
    }

    [Theory]
    [InlineData("/api/telemetry/traces/00000000000000000000000000000001", HttpStatusCode.NotFound, "No trace")]
    [InlineData("/api/telemetry/traces?limit=many", HttpStatusCode.BadRequest, "limit is 'many'")]
    [InlineData("/api/telemetry/traces?hasError=maybe", HttpStatusCode.BadRequest, "hasError is 'maybe'")]
    public async Task Says_what_is_wrong_with_a_request(string path, HttpStatusCode status, string message)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await dashboard.Client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(message.Replace("'", "\\u0027", StringComparison.Ordinal), body, StringComparison.Ordinal);
    }
}
