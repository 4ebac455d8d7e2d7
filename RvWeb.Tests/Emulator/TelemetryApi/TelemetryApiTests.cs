using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using RvWeb.Emulator.Functions;
using RvWeb.Emulator.Output;
using RvWeb.Tests.Emulator.Extensions;

namespace RvWeb.Tests.Emulator.TelemetryApi;

/// <summary>
/// What an extension that subscribes gets. Source: docs.aws.amazon.com/lambda/latest/dg/telemetry-api.html and
/// telemetry-schema-reference.html; that the start is told too is recorded from Lambda by an extension's author.
/// </summary>
public sealed class TelemetryApiTests
{
    private const int Limit = 60_000;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task The_platforms_events_come_with_those_of_before_the_subscription()
    {
        await using var listener = await TelemetryListener.StartAsync(CancellationToken);
        await using var emulator = await RunningEmulator.StartAsync(Subscribing(listener.Address), CancellationToken);

        using var response = await emulator.InvokeAsync("{}", CancellationToken);
        var id = Assert.Single(response.Headers.GetValues("x-amzn-RequestId"));

        Assert.Equal("test", Text(await listener.NextAsync("platform.initStart", CancellationToken), "functionName"));
        var subscription = await listener.NextAsync("platform.telemetrySubscription", CancellationToken);
        Assert.Equal("""{"name":"node","state":"Subscribed","types":["platform","function","extension"]}""", subscription["record"]!.ToJsonString());
        Assert.Equal("success", Text(await listener.NextAsync("platform.initRuntimeDone", CancellationToken), "status"));
        Assert.Equal("Ready", Text(await listener.NextAsync("platform.extension", CancellationToken), "state"));
        Assert.Equal("init", Text(await listener.NextAsync("platform.initReport", CancellationToken), "phase"));
        Assert.Equal(id, Text(await listener.NextAsync("platform.start", CancellationToken), "requestId"));
        Assert.Equal(id, Text(await listener.NextAsync("platform.runtimeDone", CancellationToken), "requestId"));
        Assert.Equal(id, Text(await listener.NextAsync("platform.report", CancellationToken), "requestId"));
        Assert.Equal("POST /telemetry sandbox.localdomain application/json", await listener.NextRequestAsync(CancellationToken));
        Assert.Equal("test | TELEMETRY\tName: node\tState: Subscribed\tTypes: [platform, function, extension]", await emulator.Output.NextAsync("TELEMETRY", CancellationToken));
        Assert.Equal("test | extension subscribed 200 \"OK\"", await emulator.Output.NextAsync("subscribed", CancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task Lines_are_the_functions_or_the_extensions()
    {
        await using var listener = await TelemetryListener.StartAsync(CancellationToken);
        await using var emulator = await RunningEmulator.StartAsync(Subscribing(listener.Address), CancellationToken);

        await emulator.InvokeAsync("""{"command":"say","text":"good day"}""", CancellationToken);

        Assert.StartsWith("extension registered", (string)(await listener.NextAsync("extension", CancellationToken))["record"]!, StringComparison.Ordinal);
        Assert.Equal("good day", (string)(await listener.NextAsync("function", CancellationToken))["record"]!);
    }

    [Fact(Timeout = Limit)]
    public async Task In_the_json_log_format_a_line_that_is_an_object_stays_one()
    {
        await using var listener = await TelemetryListener.StartAsync(CancellationToken);
        await using var emulator = await RunningEmulator.StartAsync(
            Subscribing(listener.Address, """["function"]""") with { Logs = new LogOptions { Format = LogFormat.Json } }, CancellationToken);

        await emulator.InvokeAsync("""{"command":"say","text":"{\"level\":\"INFO\"}"}""", CancellationToken);

        Assert.Equal("INFO", Text(await listener.NextAsync("function", CancellationToken), "level"));
    }

    [Fact(Timeout = Limit)]
    public async Task Over_tcp_each_record_is_a_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var destination = $$"""{"protocol":"TCP","port":{{((IPEndPoint)listener.LocalEndpoint).Port}}}""";
        await using var emulator = await RunningEmulator.StartAsync(
            RunningEmulator.Function().With(ExtensionFunctions.Both, "subscribe", Subscription(destination, """["platform"]""")), CancellationToken);

        await emulator.AskAsync("pid", CancellationToken);

        using var connection = await listener.AcceptTcpClientAsync(CancellationToken);
        using var lines = new StreamReader(connection.GetStream());
        Assert.Equal("platform.initStart", (string?)JsonNode.Parse((await lines.ReadLineAsync(CancellationToken))!)!["type"]);
        string? type;
        do
            type = (string?)JsonNode.Parse((await lines.ReadLineAsync(CancellationToken))!)!["type"];
        while (type != "platform.telemetrySubscription");
    }

    /// <summary>Extensions that wait for this before they ask for their next event would wait for ever if it came after that.</summary>
    [Fact(Timeout = Limit)]
    public async Task The_runtimes_end_is_told_while_the_extension_still_has_the_event()
    {
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function().With(ExtensionFunctions.Both, "drain"), CancellationToken);

        foreach (var _ in Enumerable.Range(0, 3))
        {
            using var response = await emulator.InvokeAsync("{}", CancellationToken);
            var id = Assert.Single(response.Headers.GetValues("x-amzn-RequestId"));

            Assert.Equal($"test | extension drained {id}", await emulator.Output.NextAsync("drained", CancellationToken));
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_second_subscription_changes_nothing_and_the_logs_api_is_not_there()
    {
        await using var listener = await TelemetryListener.StartAsync(CancellationToken);
        var twice = RunningEmulator.Function().With(ExtensionFunctions.Both, "subscribe-twice", Subscription(Http(listener.Address)));
        await using var first = await RunningEmulator.StartAsync(twice, CancellationToken);
        await using var second = await RunningEmulator.StartAsync(
            RunningEmulator.Function().With(ExtensionFunctions.Both, "subscribe-logs", Subscription(Http(listener.Address))), CancellationToken);

        await Task.WhenAll(first.AskAsync("pid", CancellationToken), second.AskAsync("pid", CancellationToken));

        await first.Output.NextAsync("State: Subscribed", CancellationToken);
        await first.Output.NextAsync("State: Already subscribed", CancellationToken);
        Assert.Equal("test | extension subscribed 200 \"OK\"", await second.Output.NextAsync("subscribed", CancellationToken));
        Assert.Equal(
            """test | extension subscribed 202 {"errorMessage":"Logs API is not supported","errorType":"Logs.NotSupported"}""",
            await second.Output.NextAsync("subscribed", CancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task After_the_init_nobody_can_subscribe()
    {
        await using var emulator = await RunningEmulator.StartAsync(
            RunningEmulator.Function().With(ExtensionFunctions.Both, "late-subscribe", Subscription(Http("http://sandbox:1"))), CancellationToken);

        await emulator.AskAsync("pid", CancellationToken);

        Assert.StartsWith("test | extension subscribed 403 ", await emulator.Output.NextAsync("\"errorType\":\"Telemetry.SubscriptionClosed\"", CancellationToken), StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("", 403, "Extension.MissingExtensionIdentifier")]
    [InlineData("00000000-0000-0000-0000-000000000001", 403, "Extension.UnknownExtensionIdentifier")]
    public async Task Who_has_not_registered_is_refused(string identifier, int status, string type)
    {
        await using var emulator = await RunningEmulator.StartAsync(CancellationToken);
        var variables = JsonNode.Parse(await emulator.AskAsync("env", CancellationToken))!;
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"http://{variables["AWS_LAMBDA_RUNTIME_API"]}/2022-07-01/telemetry/");
        request.Content = new StringContent("{}");
        request.Headers.Add("Lambda-Extension-Identifier", identifier);

        using var response = await client.SendAsync(request, CancellationToken);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal(type, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync(CancellationToken))!["errorType"]);
    }

    [Fact(Timeout = Limit)]
    public async Task A_wrong_subscription_is_told_what_is_wrong()
    {
        await using var emulator = await RunningEmulator.StartAsync(
            RunningEmulator.Function().With(ExtensionFunctions.Both, "subscribe", Subscription(Http("http://example.com"))), CancellationToken);

        await emulator.AskAsync("pid", CancellationToken);

        Assert.Equal(
            """test | extension subscribed 400 {"errorMessage":"URI: http://example.com is not an http:// address of sandbox.localdomain","errorType":"ValidationError"}""",
            await emulator.Output.NextAsync("subscribed", CancellationToken));
    }

    private static FunctionOptions Subscribing(string address, string types = """["platform","function","extension"]""") =>
        RunningEmulator.Function().With(ExtensionFunctions.Both, "subscribe", Subscription(Http(address), types));

    private static string Http(string address) => $$"""{"protocol":"HTTP","URI":"{{address}}"}""";

    private static string Subscription(string destination, string types = """["platform"]""") =>
        $$"""{"schemaVersion":"2022-12-13","types":{{types}},"buffering":{"timeoutMs":25},"destination":{{destination}}}""";

    private static string Text(JsonNode record, string name) => (string)record["record"]![name]!;
}
