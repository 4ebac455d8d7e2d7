using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RvWeb.ServiceDefaults.Otlp;
using RvWeb.Tests.Dashboard;

namespace RvWeb.Tests.ServiceDefaults;

/// <summary>The exporter of the function's binary is written by hand; the dashboard, which reads the SDK's too, reads it.</summary>
public sealed partial class FunctionTelemetryTests
{
    private static readonly string[] Letters = ["a", "b"];

    private static FunctionTelemetry Telemetry(Uri endpoint, string source) => new(
        new OtlpClient(endpoint, "x-key=a%20b"),
        new OtlpResource("web function", "service.instance.id=one,region=eu%2Dcentral"),
        [source],
        TimeProvider.System);

    [Fact(Timeout = 20_000)]
    public async Task Exports_spans_and_logs_when_the_invocation_ends()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var telemetry = Telemetry(dashboard.Server.OtlpHttpUrl, "RvWeb.Lambda");
        // The end of RvWeb.Lambda's invoke is what exports.
        using var source = new ActivitySource("RvWeb.Lambda", "1.0");
        var parent = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, "v=1", isRemote: true);
        using (source.StartActivity("invoke", ActivityKind.Server, parent))
        using (var request = source.StartActivity("GET /hello", ActivityKind.Server)!)
        {
            request.SetTag("http.response.status_code", 200).SetTag("ratio", 0.5).SetTag("list", Letters).SetTag("cold", true);
            request.AddEvent(new ActivityEvent("noticed")).AddLink(new ActivityLink(parent)).SetStatus(ActivityStatusCode.Error, "out of luck");
            Log.Noticed(telemetry.CreateLogger("Shop"), new InvalidOperationException("why"), "/hello");
        }

        var trace = await dashboard.JsonAsync($"/api/telemetry/traces/{parent.TraceId}");

        var spans = trace.GetProperty("spans").EnumerateArray().ToDictionary(span => span.GetProperty("name").GetString()!);
        var (invoke, request2) = (spans["invoke"], spans["GET /hello"]);
        Assert.Equal(parent.SpanId.ToHexString(), invoke.GetProperty("parentSpanId").GetString());
        Assert.Equal(invoke.GetProperty("spanId").GetString(), request2.GetProperty("parentSpanId").GetString());
        Assert.Equal("web function", request2.GetProperty("resource").GetString());
        Assert.Equal("server", request2.GetProperty("kind").GetString());
        Assert.Equal("error", request2.GetProperty("status").GetString());
        Assert.Equal("out of luck", request2.GetProperty("statusMessage").GetString());
        Assert.Equal(200, request2.GetProperty("attributes").GetProperty("http.response.status_code").GetInt64());
        Assert.Equal(0.5, request2.GetProperty("attributes").GetProperty("ratio").GetDouble());
        Assert.True(request2.GetProperty("attributes").GetProperty("cold").GetBoolean());
        Assert.Equal("""["a","b"]""", request2.GetProperty("attributes").GetProperty("list").GetString());
        Assert.Equal("noticed", request2.GetProperty("events")[0].GetProperty("name").GetString());
        var log = Assert.Single(trace.GetProperty("logs").EnumerateArray());
        Assert.Equal("Warning", log.GetProperty("level").GetString());
        Assert.Equal(request2.GetProperty("spanId").GetString(), log.GetProperty("spanId").GetString());
    }

    [Fact]
    public void A_viewer_who_does_not_sample_is_not_exported()
    {
        using var telemetry = Telemetry(new Uri("http://127.0.0.1:1"), nameof(A_viewer_who_does_not_sample_is_not_exported));
        using var source = new ActivitySource(nameof(A_viewer_who_does_not_sample_is_not_exported));
        var parent = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None, isRemote: true);

        using var invoke = source.StartActivity("invoke", ActivityKind.Server, parent);

        Assert.False(invoke!.Recorded);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_collector_that_never_answers_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var client = new OtlpClient(new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}"), headers: null);

        Assert.False(await Task.Run(() => client.TryPost("traces", default), TestContext.Current.CancellationToken));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Something about {Path}")]
        public static partial void Noticed(ILogger logger, Exception exception, string path);
    }
}
