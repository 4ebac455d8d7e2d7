using System.Text.Json.Nodes;

namespace RvWeb.Tests.Emulator.Clients;

/// <summary>AWS's Python SDK, boto3, unmodified.</summary>
public sealed class BotoTests
{
    private const int Limit = 120_000;

    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Emulator", "functions", "client.py");

    [Fact(Timeout = Limit)]
    public async Task Invokes_lists_gets_and_understands_errors()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await ClientProgram.SkipUnlessRunsAsync("Python has no boto3 (package python3-boto3).", "python3", ["-c", "import boto3"], cancellationToken);
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var (code, output, error) = await ClientProgram.RunAsync(emulator.Service.BaseAddress!, "python3", [Script], cancellationToken);

        Assert.True(code == 0, error);
        var said = JsonNode.Parse(output)!;
        Assert.Equal("""{"a":[1,2]}""", (string?)said["payload"]);
        Assert.Equal(202, (int?)said["event"]);
        Assert.Equal(204, (int?)said["dry_run"]);
        Assert.Equal("Unhandled", (string?)said["function_error"]);
        Assert.Equal("test", (string?)said["functions"]![0]);
        Assert.Equal(60, (int?)said["timeout"]);
        Assert.Equal(emulator.FunctionUrl.BaseAddress, new Uri((string)said["url"]!));
        Assert.Contains("functions here: test", (string?)said["not_found"], StringComparison.Ordinal);
        Assert.Contains("hello, boto", (string?)said["log"], StringComparison.Ordinal);
        Assert.Equal("b", (string?)said["client_context"]);
    }
}
