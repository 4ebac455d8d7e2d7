using System.Globalization;
using System.Text.Json.Nodes;
using RvWeb.Tests.Dashboard;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Lambda.Logging;

/// <summary>The app as it is run in Lambda, with all that it adds to its logs.</summary>
public sealed class JsonLogProcessTests
{
    private const string Id = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

    private static BuiltProgram Web(FakeRuntimeApi lambda, params (string Name, string Value)[] variables) => new(
        BuiltProgram.PathOf("RvWeb.Web"),
        [],
        [
            ("AWS_LAMBDA_FUNCTION_NAME", "web"),
            ("AWS_LAMBDA_RUNTIME_API", string.Create(CultureInfo.InvariantCulture, $"{lambda.Endpoint.Host}:{lambda.Endpoint.Port}")),
            .. variables,
        ]);

    [Fact(Timeout = 60_000)]
    public async Task All_that_the_app_writes_is_JSON_the_request_log_and_failures_included()
    {
        await using var lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        await using var web = Web(lambda, ("AWS_LAMBDA_LOG_FORMAT", "JSON"), ("AWS_LAMBDA_LOG_LEVEL", "DEBUG"));
        lambda.Queue(SampleEvents.FunctionUrl(rawPath: "/hello").Utf8(), Id);
        await lambda.AnswerAsync();
        lambda.Queue("{}"u8.ToArray(), "malformed");
        await lambda.AnswerAsync();
        await lambda.NextAskedAsync(3);
        await web.StopAsync(TestContext.Current.CancellationToken);

        var lines = (await web.AllLinesAsync(TestContext.Current.CancellationToken)).Select(line => JsonNode.Parse(line)!).ToList();

        var request = Assert.Single(lines, line => (string)line["logger"]! == "RvWeb.ServiceDefaults.RequestLog.RequestLogMiddleware");
        Assert.StartsWith("[REQ] 200 | GET | /hello | ", (string)request["message"]!, StringComparison.Ordinal);
        Assert.Equal(("INFO", Id), ((string)request["level"]!, (string)request["requestId"]!));
        Assert.Equal((200, "GET", "/hello"), ((int)request["Status"]!, (string)request["Method"]!, (string)request["Path"]!));
        Assert.Contains(lines, line => (string)line["level"]! == "DEBUG");
        var refused = Assert.Single(lines, line => (string?)line["errorType"] == "RvWeb.Lambda.Events.UnsupportedEventException");
        Assert.Equal("malformed", (string)refused["requestId"]!);
    }

    [Fact(Timeout = 60_000)]
    public async Task As_text_the_request_log_is_the_line_it_was()
    {
        await using var lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        await using var web = Web(lambda, ("AWS_LAMBDA_LOG_FORMAT", "Text"));
        lambda.Queue(SampleEvents.FunctionUrl(rawPath: "/hello").Utf8(), Id);

        var lines = await web.LinesUntilAsync("/hello", TestContext.Current.CancellationToken);

        Assert.StartsWith("[REQ] 200 | GET | /hello | ", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_format_that_means_nothing_is_told_to_the_invoker_too()
    {
        await using var lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        await using var web = Web(lambda, ("AWS_LAMBDA_LOG_FORMAT", "xml"));

        var told = await lambda.AnswerAsync();

        Assert.Equal(("init/error", "Function.InvalidOperationException"), (told.Path, told.ErrorType));
        Assert.Equal("AWS_LAMBDA_LOG_FORMAT is 'xml' but must be JSON or Text.", (string)told.Body["errorMessage"]!);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_exported_over_OTLP_is_still_exported()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var lambda = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        const string Trace = "69217c3a5b1f0c9d2e7a4f8866d0aa31";
        await using var web = Web(
            lambda,
            ("AWS_LAMBDA_LOG_FORMAT", "JSON"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", dashboard.Server.OtlpHttpUrl.ToString()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        var sent = SampleEvents.FunctionUrl(rawPath: "/hello");
        sent["headers"]!["traceparent"] = $"00-{Trace}-b7ad6b7169203331-01";
        lambda.Queue(sent.Utf8(), Id);

        var line = JsonNode.Parse((await web.LinesUntilAsync("[REQ]", TestContext.Current.CancellationToken))[^1])!;
        // An invocation is exported before the next one is asked for.
        await lambda.NextAskedAsync(2);
        var trace = await dashboard.JsonAsync($"/api/telemetry/traces/{Trace}");

        Assert.Equal(Id, (string)line["requestId"]!);
        Assert.Contains(trace.GetProperty("logs").EnumerateArray(), log => log.GetProperty("body").GetString()!.StartsWith("[REQ]", StringComparison.Ordinal));
    }
}
