using System.Text.Json.Nodes;
using Aspire.Hosting;
using RvWeb.Aspire.Launching;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Dashboard.Otlp;

/// <summary>OpenTelemetry's SDK for Node.js, unmodified, told no more than the AppHost tells what it starts.</summary>
public sealed class NodeSdkTests
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Dashboard", "Otlp", "node-sdk.mjs");
    private static readonly string Package = Path.Combine(RvWeb.Deploy.Solution.Here().Root, "node_modules", "@opentelemetry", "sdk-node", "package.json");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData(OtlpProtocol.Grpc)]
    [InlineData(OtlpProtocol.HttpProtobuf)]
    [InlineData(OtlpProtocol.HttpJson)]
    public async Task Shows_the_traces_logs_and_metrics_it_exports_over(OtlpProtocol protocol)
    {
        Assert.SkipUnless(File.Exists(Package), "@opentelemetry/sdk-node is not installed; npm ci does that.");
        await using var dashboard = await RunningDashboard.StartAsync();
        var sent = await ExportAsync(dashboard, protocol);
        var traceId = (string)sent["trace"]!["traceId"]!;

        var trace = await ReadAsync(dashboard, $"/api/telemetry/traces/{traceId}");
        var earlier = await ReadAsync(dashboard, $"/api/telemetry/traces/{sent["earlier"]!["traceId"]}");
        var metrics = await ReadAsync(dashboard, "/api/telemetry/metrics?resource=node-app");

        AssertSpans(trace, sent);
        AssertLogs(trace["logs"]!.AsArray(), (string)sent["trace"]!["spanId"]!);
        Assert.Equal(traceId, (string?)Assert.Single(earlier["linkedFrom"]!.AsArray())!["traceId"]);
        AssertMetrics(Assert.Single(metrics["resourceMetrics"]!.AsArray())!);
    }

    private static void AssertSpans(JsonNode trace, JsonNode sent)
    {
        Assert.Equal(2, trace["spans"]!.AsArray().Count);
        var (server, client) = (trace["spans"]![0]!, trace["spans"]![1]!);
        Assert.Equal(("GET /hello", "node-app", "node-tracer", "server"), (Text(server, "name"), Text(server, "resource"), Text(server, "scope"), Text(server, "kind")));
        Assert.Equal(("error", "out of luck"), (Text(server, "status"), Text(server, "statusMessage")));
        var attributes = server["attributes"]!;
        Assert.Equal((200, 0.5), ((int?)attributes["http.response.status_code"], (double?)attributes["ratio"]));
        Assert.Equal((true, """["a","b"]""", "ä€😀"), ((bool?)attributes["cached"], Text(attributes, "list"), Text(attributes, "text")));
        Assert.Equal(["noticed", "exception"], server["events"]!.AsArray().Select(item => Text(item!, "name")));
        Assert.Equal(3, (int?)server["events"]![0]!["attributes"]!["times"]);
        Assert.Equal("out of luck", Text(server["events"]![1]!["attributes"]!, "exception.message"));
        var link = Assert.Single(server["links"]!.AsArray())!;
        Assert.Equal((Text(sent["earlier"]!, "traceId"), Text(sent["earlier"]!, "spanId")), (Text(link, "traceId"), Text(link, "spanId")));
        Assert.Equal("follows", Text(link["attributes"]!, "reason"));
        Assert.Equal(("query", "client", Text(sent["trace"]!, "spanId")), (Text(client, "name"), Text(client, "kind"), Text(client, "parentSpanId")));
    }

    private static void AssertLogs(JsonArray logs, string spanId)
    {
        Assert.Equal([("Warning", "slow query"), ("Error", """{"parts":["one",2]}""")], logs.Select(log => (Text(log!, "level"), Text(log!, "body"))));
        Assert.All(logs, log => Assert.Equal(("node-app", spanId), (Text(log!, "resource"), Text(log!, "spanId"))));
        Assert.Equal(7, (int?)logs[0]!["attributes"]!["rows"]);
    }

    private static void AssertMetrics(JsonNode resource)
    {
        var scope = Assert.Single(resource["scopeMetrics"]!.AsArray())!;
        Assert.Equal("node-meter", Text(scope["scope"]!, "name"));
        var byName = scope["metrics"]!.AsArray().ToDictionary(metric => Text(metric!, "name")!, metric => metric!);
        Assert.Equal(["duration", "requests", "temperature"], byName.Keys.Order());
        var requests = LastPoint(byName["requests"], "sum");
        Assert.Equal((2, "{request}"), ((double?)requests["asDouble"], Text(byName["requests"], "unit")));
        Assert.Equal("""[{"key":"route","value":{"stringValue":"/hello"}}]""", requests["attributes"]!.ToJsonString());
        Assert.Equal(-1.5, (double?)LastPoint(byName["temperature"], "gauge")["asDouble"]);
        var duration = LastPoint(byName["duration"], "histogram");
        Assert.Equal(("1", 0.25), (Text(duration, "count"), (double?)duration["sum"]));
        Assert.Equal(("""["0","1","0"]""", "[0.1,1]"), (duration["bucketCounts"]!.ToJsonString(), duration["explicitBounds"]!.ToJsonString()));
    }

    /// <returns>The ids of what was sent.</returns>
    private static async Task<JsonNode> ExportAsync(RunningDashboard dashboard, OtlpProtocol protocol)
    {
        var endpoint = protocol == OtlpProtocol.Grpc ? dashboard.Server.OtlpGrpcUrl : dashboard.Server.OtlpHttpUrl;
        var variables = OtlpVariables.For("node-app", endpoint.ToString(), protocol, isDevelopment: true).Select(variable => (variable.Key, variable.Value));
        // Its gRPC asks a proxy of the machine even for localhost.
        await using var program = new BuiltProgram("node", [Script], [.. variables, ("no_grpc_proxy", "localhost,127.0.0.1")]);
        var lines = await program.AllLinesAsync(Token);
        Assert.True((await program.Exited).ExitCode == 0, string.Join('\n', lines));
        return JsonNode.Parse(Assert.Single(lines))!;
    }

    private static async Task<JsonNode> ReadAsync(RunningDashboard dashboard, string path) =>
        JsonNode.Parse(await dashboard.Client.GetStringAsync(new Uri(path, UriKind.Relative), Token))!;

    private static JsonNode LastPoint(JsonNode metric, string kind) => metric[kind]!["dataPoints"]!.AsArray()[^1]!;

    private static string? Text(JsonNode node, string name) => (string?)node[name];
}
