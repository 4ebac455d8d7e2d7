using System.Text.Json.Nodes;

namespace RvWeb.Tests.Emulator.Clients;

/// <summary>AWS's SDK for JavaScript, unmodified.</summary>
public sealed class JavaScriptSdkTests
{
    private const int Limit = 120_000;

    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Emulator", "functions", "client.mjs");

    [Fact(Timeout = Limit)]
    public async Task Invokes_streams_lists_and_understands_errors()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await ClientProgram.SkipUnlessRunsAsync(
            "There is no @aws-sdk/client-lambda; npm ci in the repository's folder installs it.",
            "node", ["--input-type=module", "--eval", $"import {{ createRequire }} from 'node:module'; createRequire('{Script}').resolve('@aws-sdk/client-lambda')"], cancellationToken);
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var (code, output, error) = await ClientProgram.RunAsync(emulator.Service.BaseAddress!, "node", [Script], cancellationToken);

        Assert.True(code == 0, error);
        var said = JsonNode.Parse(output)!;
        Assert.Equal("""{"a":[1,2]}""", (string?)said["payload"]);
        Assert.Equal(202, (int?)said["event"]);
        Assert.Equal(("Unhandled", "Application.CustomError"), ((string?)said["functionError"], (string?)said["errorType"]));
        Assert.Contains("\nhello, SDK\nEND", (string?)said["log"], StringComparison.Ordinal);
        Assert.Equal("test", (string?)said["functions"]![0]);
        Assert.Equal(("ResourceNotFoundException", 404), ((string?)said["notFound"]!["name"], (int?)said["notFound"]!["status"]));
        Assert.Contains("functions here: test", (string?)said["notFound"]!["message"], StringComparison.Ordinal);
        Assert.Equal(("InvalidRequestContentException", 400), ((string?)said["notJson"]!["name"], (int?)said["notJson"]!["status"]));
        Assert.Equal("""{"text":"one two","error":null}""", said["streamed"]!.ToJsonString());
        Assert.Equal("""{"text":"one","error":"Function.Broken"}""", said["broken"]!.ToJsonString());
    }
}
