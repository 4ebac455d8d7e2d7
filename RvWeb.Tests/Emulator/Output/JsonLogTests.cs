using System.Text.Json.Nodes;
using RvWeb.Emulator.Output;

namespace RvWeb.Tests.Emulator.Output;

/// <summary>Source: docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html and monitoring-cloudwatchlogs-log-level.html.</summary>
public sealed class JsonLogTests
{
    private const int Limit = 60_000;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task The_platforms_lines_are_records_and_the_functions_are_left_as_they_are()
    {
        await using var emulator = await StartAsync(SystemLogLevel.Debug);

        using var response = await emulator.InvokeAsync("""{"command":"say","text":"good day"}""", CancellationToken);
        var id = Assert.Single(response.Headers.GetValues("x-amzn-RequestId"));

        var initStart = await RecordAsync(emulator, "platform.initStart");
        Assert.Equal(("on-demand", "init", "test"), (Text(initStart, "initializationType"), Text(initStart, "phase"), Text(initStart, "functionName")));
        Assert.Equal("success", Text(await RecordAsync(emulator, "platform.initReport"), "status"));
        var start = await RecordAsync(emulator, "platform.start");
        Assert.Equal((id, "$LATEST"), (Text(start, "requestId"), Text(start, "version")));
        Assert.Equal("test | good day", await emulator.Output.NextAsync("good", CancellationToken));
        Assert.Equal(4, (int)(await RecordAsync(emulator, "platform.runtimeDone"))["metrics"]!["producedBytes"]!);
        var report = await RecordAsync(emulator, "platform.report");
        Assert.Equal((id, "success", 128), (Text(report, "requestId"), Text(report, "status"), (int)report["metrics"]!["memorySizeMB"]!));
        Assert.True((double)report["metrics"]!["initDurationMs"]! > 0);
    }

    [Fact(Timeout = Limit)]
    public async Task The_system_level_leaves_out_what_is_below()
    {
        await using var emulator = await StartAsync(SystemLogLevel.Warn);

        await emulator.AskAsync("pid", CancellationToken);
        await emulator.AskAsync("crash", CancellationToken);

        var first = JsonNode.Parse((await emulator.Output.NextAsync("{", CancellationToken))["test | ".Length..])!;
        Assert.Equal(("platform.runtimeDone", "error", "Runtime.ExitError"), ((string)first["type"]!, Text(first["record"]!, "status"), Text(first["record"]!, "errorType")));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", (string)first["time"]!);
    }

    [Fact(Timeout = Limit)]
    public async Task The_function_is_told_the_format_and_its_level()
    {
        await using var json = await StartAsync(SystemLogLevel.Info);
        await using var text = await RunningEmulator.StartAsync(CancellationToken);

        var told = JsonNode.Parse(await json.AskAsync("env", CancellationToken))!;
        var untold = JsonNode.Parse(await text.AskAsync("env", CancellationToken))!;

        Assert.Equal(("JSON", "DEBUG"), (Text(told, "AWS_LAMBDA_LOG_FORMAT"), Text(told, "AWS_LAMBDA_LOG_LEVEL")));
        Assert.Null(untold["AWS_LAMBDA_LOG_FORMAT"]);
    }

    private static Task<RunningEmulator> StartAsync(SystemLogLevel level) => RunningEmulator.StartAsync(
        RunningEmulator.Function() with { Logs = new LogOptions { Format = LogFormat.Json, ApplicationLevel = "DEBUG", SystemLevel = level } }, CancellationToken);

    private static async Task<JsonNode> RecordAsync(RunningEmulator emulator, string type) =>
        JsonNode.Parse((await emulator.Output.NextAsync($"\"{type}\"", CancellationToken))["test | ".Length..])!["record"]!;

    private static string Text(JsonNode node, string name) => (string)node[name]!;
}
