using System.Text.Json.Nodes;

namespace RvWeb.Tests.Emulator.Telemetry;

public sealed class TracingTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task A_cold_request_is_one_trace_from_the_viewer_to_the_run()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var spans = new RecordedSpans();
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        await SendAsync(emulator, "/pid?x=1", spans, cancellationToken);

        var server = await spans.FindAsync("GET", cancellationToken);
        var invoke = await spans.FindAsync("invoke test", cancellationToken);
        var run = await spans.FindAsync("run", cancellationToken);
        var init = await spans.FindAsync("init environment", cancellationToken);
        var wait = await spans.FindAsync("wait for environment", cancellationToken);
        Assert.Equal(spans.CallerSpanId, server.ParentSpanId);
        Assert.Equal(server.SpanId, invoke.ParentSpanId);
        Assert.All([run, init, wait], span => Assert.Equal(invoke.SpanId, span.ParentSpanId));
        Assert.Equal(("http", "GET", "/pid", "x=1", 200), (
            server.GetTagItem("faas.trigger"), server.GetTagItem("http.request.method"), server.GetTagItem("url.path"),
            server.GetTagItem("url.query"), server.GetTagItem("http.response.status_code")));
        Assert.Equal(("test", true), (invoke.GetTagItem("faas.invoked_name"), invoke.GetTagItem("faas.coldstart")));
        var (duration, before, billed) = ((double)invoke.GetTagItem("aws.lambda.duration_ms")!, (double)invoke.GetTagItem("aws.lambda.init_duration_ms")!, (long)invoke.GetTagItem("aws.lambda.billed_duration_ms")!);
        Assert.InRange(billed - (duration + before), -0.001, 1);
        Assert.Equal(128, invoke.GetTagItem("aws.lambda.memory_size_mb"));
        Assert.Contains("\"rawPath\":\"/pid\"", (string)invoke.GetTagItem("aws.lambda.event")!, StringComparison.Ordinal);
        Assert.NotNull(invoke.GetTagItem("aws.lambda.response"));
        Assert.Equal(invoke.GetTagItem("faas.instance"), init.GetTagItem("faas.instance"));
        Assert.IsType<int>(init.GetTagItem("process.pid"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_warm_request_has_no_init()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var spans = new RecordedSpans();
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        await emulator.AskAsync("pid", cancellationToken);

        await SendAsync(emulator, "/pid", spans, cancellationToken);

        Assert.Equal(false, (await spans.FindAsync("invoke test", cancellationToken)).GetTagItem("faas.coldstart"));
        Assert.Null((await spans.FindAsync("invoke test", cancellationToken)).GetTagItem("aws.lambda.init_duration_ms"));
        await spans.FindAsync("GET", cancellationToken);
        Assert.False(spans.Has("init environment"));
    }

    [Fact(Timeout = Limit)]
    public async Task The_function_is_told_the_run_span_and_at_its_start_the_init_span()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var spans = new RecordedSpans();
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var headers = await emulator.InvokeAsync("""{"command":"headers"}""", cancellationToken, ("traceparent", spans.TraceParent));
        var told = JsonNode.Parse(await headers.Content.ReadAsStringAsync(cancellationToken))!["lambda-runtime-trace-id"]!.GetValue<string>();
        var environment = JsonNode.Parse(await emulator.AskAsync("env", cancellationToken))!["TRACEPARENT"]!.GetValue<string>();

        var trace = spans.TraceId.ToHexString();
        Assert.Equal($"Root=1-{trace[..8]}-{trace[8..]};Parent={(await spans.FindAsync("run", cancellationToken)).SpanId};Sampled=1", told);
        Assert.Equal($"00-{trace}-{(await spans.FindAsync("init environment", cancellationToken)).SpanId}-01", environment);
        Assert.Equal(spans.CallerSpanId, (await spans.FindAsync("invoke test", cancellationToken)).ParentSpanId);
    }

    [Fact(Timeout = Limit)]
    public async Task The_viewers_traceparent_reaches_the_function_unchanged()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var spans = new RecordedSpans();
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var seen = JsonNode.Parse(await SendAsync(emulator, "/echo", spans, cancellationToken))!["headers"]!;

        var trace = spans.TraceId.ToHexString();
        Assert.Equal(spans.TraceParent, seen["traceparent"]!.GetValue<string>());
        Assert.Equal($"Root=1-{trace[..8]}-{trace[8..]}", seen["x-amzn-trace-id"]!.GetValue<string>());
    }

    [Fact(Timeout = Limit)]
    public async Task A_failure_marks_its_spans()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var spans = new RecordedSpans();
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        await SendAsync(emulator, "/crash", spans, cancellationToken);

        Assert.Equal(502, (await spans.FindAsync("GET", cancellationToken)).GetTagItem("http.response.status_code"));
        Assert.Equal("Runtime.ExitError", (await spans.FindAsync("invoke test", cancellationToken)).GetTagItem("error.type"));
        Assert.Equal("Error", (await spans.FindAsync("run", cancellationToken)).Status.ToString());
    }

    private static async Task<string> SendAsync(RunningEmulator emulator, string path, RecordedSpans spans, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("traceparent", spans.TraceParent);
        using var response = await emulator.FunctionUrl.SendAsync(request, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}
