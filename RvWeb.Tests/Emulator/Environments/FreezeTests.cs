using System.Globalization;
using RvWeb.Tests.EndToEnd;
using static RvWeb.Tests.Emulator.ProcessStates;

namespace RvWeb.Tests.Emulator.Environments;

/// <summary>Source: docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html: Lambda freezes the environment between invocations.</summary>
public sealed class FreezeTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task The_process_and_its_children_stand_still_between_invocations()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        var child = await emulator.AskAsync("fork", cancellationToken);
        var process = await emulator.AskAsync("pid", cancellationToken);

        await ReachesAsync(process, 'T', cancellationToken);
        await ReachesAsync(child, 'T', cancellationToken);
        Assert.Equal(process, await emulator.AskAsync("pid", cancellationToken));
        await ReachesAsync(process, 'T', cancellationToken);
        await emulator.StopAsync(cancellationToken);

        await GoneAsync(process, cancellationToken);
        await GoneAsync(child, cancellationToken);
    }

    [Fact(Timeout = Limit)]
    public async Task A_connection_outlives_the_freeze()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        using var hold = await emulator.InvokeAsync(gate.EventOf("hold"), cancellationToken);
        using var connection = await gate.ArrivedAsync(cancellationToken);
        await ReachesAsync(Assert.Single(emulator.Environments).ProcessId!.Value.ToString(CultureInfo.InvariantCulture), 'T', cancellationToken);
        // What arrives while the function is frozen waits for it.
        await connection.GetStream().WriteAsync("pong"u8.ToArray(), cancellationToken);

        Assert.Equal("\"pong\"", await emulator.AskAsync("use", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task Switched_off_the_process_runs_on()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function() with { Freeze = false }, cancellationToken);

        var process = await emulator.AskAsync("pid", cancellationToken);
        await emulator.Output.NextAsync("REPORT", cancellationToken);

        await ReachesAsync(process, 'S', cancellationToken);
    }

    [Fact(Timeout = Limit)]
    public async Task Killing_the_emulator_leaves_no_frozen_process_behind()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var script = Path.Combine(AppContext.BaseDirectory, "Emulator", "functions", "function.mjs");
        await using var emulator = new BuiltProgram(BuiltProgram.PathOf("RvWeb.Emulator"),
            ["--function", "test", "--command", $"node {script}", "--port", "0"]);
        var service = (await emulator.LinesUntilAsync("Lambda service ", cancellationToken))[^1]["Lambda service ".Length..];
        using var client = new HttpClient();
        async Task<string> AskAsync(string command)
        {
            using var response = await client.PostAsync(
                new Uri($"{service}/2015-03-31/functions/test/invocations"), new StringContent($$"""{"command":"{{command}}"}"""), cancellationToken);
            return await response.Content.ReadAsStringAsync(cancellationToken);
        }
        var child = await AskAsync("fork");
        var process = await AskAsync("pid");
        await ReachesAsync(process, 'T', cancellationToken);
        await ReachesAsync(child, 'T', cancellationToken);

        emulator.Kill();

        await GoneAsync(process, cancellationToken);
        await GoneAsync(child, cancellationToken);
    }
}
