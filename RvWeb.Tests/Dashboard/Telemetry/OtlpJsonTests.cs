using System.Net;
using System.Text;

namespace RvWeb.Tests.Dashboard.Telemetry;

/// <summary>https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding</summary>
public sealed class OtlpJsonTests
{
    private const string TraceId = "5B8EFFF798038103D269B633813FC60C";

    [Fact]
    public async Task Takes_spans_whose_ids_are_hexadecimal_and_ignores_fields_it_does_not_know()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await PostAsync(dashboard, "/v1/traces", $$$"""
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"json"}}]},"scopeSpans":[{"scope":{"name":"s","newField":[{"a":1}]},
            "spans":[{"traceId":"{{{TraceId}}}","spanId":"EEE19B7EC3C1B174","parentSpanId":"","name":"GET /","startTimeUnixNano":"1544712660000000000","endTimeUnixNano":1544712661000000000,
            "kind":2,"attributes":[{"key":"n","value":{"intValue":"7"}},{"key":"d","value":{"doubleValue":"NaN"}},{"key":"traceId","value":{"stringValue":"zz"}}]}]}]}]}
            """);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var span = (await dashboard.JsonAsync($"/api/telemetry/traces/{TraceId.ToLowerInvariant()}")).GetProperty("spans")[0];
        Assert.Equal(("eee19b7ec3c1b174", "server", 1000), (span.GetProperty("spanId").GetString(), span.GetProperty("kind").GetString(), span.GetProperty("durationMs").GetDouble()));
        Assert.Equal(7, span.GetProperty("attributes").GetProperty("n").GetInt64());
        Assert.Equal("zz", span.GetProperty("attributes").GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task Rejects_a_span_whose_id_is_not_hexadecimal_and_keeps_the_others()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await PostAsync(dashboard, "/v1/traces", $$$"""
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"no id","spanId":"EEE19B7EC3C1B174"},{"traceId":"{{{TraceId}}}","spanId":"EEE19B7EC3C1B174"}]}]}]}
            """);

        Assert.Contains("\"rejectedSpans\": \"1\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Single((await dashboard.JsonAsync("/api/telemetry/traces")).GetProperty("traces").EnumerateArray());
    }

    [Fact]
    public async Task Takes_what_the_OpenTelemetry_SDK_for_JavaScript_sends()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        foreach (var signal in (string[])["traces", "metrics"])
        {
            // Recorded from version 2 of the SDK and 0.301 of its OTLP/HTTP exporters.
            var recorded = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Dashboard", "Telemetry", $"opentelemetry-js-{signal}.json"), TestContext.Current.CancellationToken);
            using var response = await PostAsync(dashboard, $"/v1/{signal}", recorded);
            Assert.Equal("{ }", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        var span = (await dashboard.JsonAsync("/api/telemetry/traces/cdf11da04201bee891d6f23c7585914c")).GetProperty("spans")[0];
        Assert.Equal(("js-client", "error", "out of luck"), (span.GetProperty("resource").GetString(), span.GetProperty("status").GetString(), span.GetProperty("statusMessage").GetString()));
        Assert.Equal(("""["a","b"]""", 200), (span.GetProperty("attributes").GetProperty("list").GetString(), span.GetProperty("attributes").GetProperty("http.response.status_code").GetInt32()));
        var page = await dashboard.PageAsync("/metrics?resource=js-client&meter=js-meter&instrument=exp&view=table");
        Assert.Contains("<td>5</td><td>4.71</td><td>0.942</td>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"resourceSpans\":")]
    [InlineData("{\"resourceSpans\":{}}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"kind\":1e99}]}]}]}")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"\\ud800\"}]}]}]}")]
    public async Task Refuses_JSON_that_is_not_the_message_and_says_so(string body)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await PostAsync(dashboard, "/v1/traces", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("JSON", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_JSON_nested_without_end()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var response = await PostAsync(dashboard, "/v1/logs", "{\"x\":" + new string('[', 100_000));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Reads_again_what_it_wrote()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var sample = SampleTrace.ColdStart(1, Spans.Start);
        await dashboard.SendAsync(sample.Request);
        var written = await dashboard.Client.GetStringAsync($"/api/telemetry/traces/{sample.TraceId}?format=otlp", TestContext.Current.CancellationToken);
        var before = (await dashboard.JsonAsync($"/api/telemetry/traces/{sample.TraceId}")).GetRawText();
        await using var other = await RunningDashboard.StartAsync();

        using var response = await PostAsync(other, "/v1/traces", written);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(before, (await other.JsonAsync($"/api/telemetry/traces/{sample.TraceId}")).GetRawText());
    }

    private static Task<HttpResponseMessage> PostAsync(RunningDashboard dashboard, string path, string json) =>
        dashboard.PostAsync(path, Encoding.UTF8.GetBytes(json), "application/json");
}
