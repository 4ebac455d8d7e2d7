using System.Net;
using System.Text.Json;
using Google.Protobuf;

namespace RvWeb.Tests.Dashboard.Telemetry;

public sealed class TelemetryApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData("", 14)]
    [InlineData("?resource=lambda", 4)]
    [InlineData("?hasError=true", 1)]
    [InlineData("?search=FAILS", 1)]
    [InlineData("?search=cloudfront", 1)]
    [InlineData("?limit=3", 3)]
    [InlineData("?traceId=00000000000000000000000000000000", 0)]
    public async Task Gives_spans_as_OTLP(string query, int expected)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var other = new SampleTrace(2, Spans.Start);
        other.Add(1, 0, "web", "fails", 2, 0, 5).Status = new() { Code = 2 };
        await dashboard.SendAsync(SampleTrace.ColdStart(1, Spans.Start).Request);
        await dashboard.SendAsync(other.Request);

        Assert.Equal(expected, Spanned(await dashboard.JsonAsync("/api/telemetry/spans" + query)).Count());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("?severity=warning", 2)]
    [InlineData("?severity=ERROR", 1)]
    [InlineData("?search=slow", 1)]
    [InlineData("?limit=1", 1)]
    [InlineData("", 3)]
    public async Task Gives_logs_as_OTLP(string query, int expected)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        foreach (var (body, severity) in new[] { ("plain", 9), ("slow", 13), ("broken", 17) })
            (await dashboard.PostAsync("/v1/logs", LogSample.Of(body, severity).ToByteArray())).Dispose();

        var logs = (await dashboard.JsonAsync("/api/telemetry/logs" + query)).GetProperty("resourceLogs").EnumerateArray()
            .SelectMany(resource => resource.GetProperty("scopeLogs").EnumerateArray()).SelectMany(scope => scope.GetProperty("logRecords").EnumerateArray());

        Assert.Equal(expected, logs.Count());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/api/telemetry/spans?limit=0", "limit is")]
    [InlineData("/api/telemetry/logs?severity=loud", "severity is")]
    [InlineData("/api/telemetry/logs?follow=maybe", "follow is")]
    public async Task Names_the_value_that_it_does_not_know(string path, string reason)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await dashboard.Client.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Follows_what_comes_line_by_line_until_the_dashboard_stops()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.SendAsync(Named(1, "kept"));
        await using var stream = await dashboard.Client.GetStreamAsync("/api/telemetry/spans?follow=true&resource=web", Token);
        using var lines = new StreamReader(stream);

        Assert.Equal("kept", Name(await lines.ReadLineAsync(Token)));
        await dashboard.SendAsync(SampleTrace.ColdStart(9, Spans.Start).Request);
        await dashboard.SendAsync(Named(2, "new"));
        Assert.Equal("new", Name(await lines.ReadLineAsync(Token)));
        await dashboard.SendAsync(Named(3, "newer"));
        Assert.Equal("newer", Name(await lines.ReadLineAsync(Token)));

        await dashboard.Server.StopAsync(Token);
        Assert.Null(await lines.ReadLineAsync(Token));
    }

    private static RvWeb.Dashboard.Otlp.Protos.ExportTraceServiceRequest Named(int trace, string name)
    {
        var sample = new SampleTrace(trace, Spans.Start);
        sample.Add(1, 0, "web", name, 2, 0, 5);
        return sample.Request;
    }

    private static string? Name(string? line)
    {
        using var document = JsonDocument.Parse(line!);
        return Assert.Single(Spanned(document.RootElement)).GetProperty("name").GetString();
    }

    private static IEnumerable<JsonElement> Spanned(JsonElement answer) =>
        answer.GetProperty("resourceSpans").EnumerateArray().SelectMany(resource => resource.GetProperty("scopeSpans").EnumerateArray())
            .SelectMany(scope => scope.GetProperty("spans").EnumerateArray());
}
