using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Emulator.Environments;
using RvWeb.Tests.EndToEnd;
using static RvWeb.Tests.Emulator.ProcessStates;

namespace RvWeb.Tests.Emulator.Environments;

/// <summary>
/// Environments that are initialised before they are needed. Source: docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html,
/// snapstart.html, snapstart-monitoring.html.
/// </summary>
public sealed class AheadOfTimeTests
{
    private const int Limit = 60_000;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Provisioned_environments_start_with_the_emulator_are_kept_and_replaced_and_the_rest_spills_over()
    {
        var time = new FakeTimeProvider();
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function() with { Provisioned = 1, Concurrency = 2 }, CancellationToken, time);
        await emulator.Output.NextAsync("INIT_REPORT Init Duration", CancellationToken);
        await IdleAsync(emulator, 1);
        using var gate = new Gate();

        var first = emulator.InvokeAsync(gate.Event, CancellationToken);
        using (await gate.ArrivedAsync(CancellationToken))
        {
            var spilled = JsonNode.Parse(await emulator.AskAsync("env", CancellationToken))!;
            Assert.Equal("on-demand", (string)spilled["AWS_LAMBDA_INITIALIZATION_TYPE"]!);
        }
        using var answered = await first;
        await IdleAsync(emulator, 2);
        await IdleAsync(emulator, 1, () => time.Advance(TimeSpan.FromDays(1)));
        var kept = JsonNode.Parse(await emulator.AskAsync("env", CancellationToken))!;
        Assert.Equal("provisioned-concurrency", (string)kept["AWS_LAMBDA_INITIALIZATION_TYPE"]!);

        var before = await emulator.AskAsync("pid", CancellationToken);
        await emulator.AskAsync("crash", CancellationToken);
        await GoneAsync(before, CancellationToken);
        await IdleAsync(emulator, 1);
        Assert.Equal(0, Assert.Single(emulator.Environments).Invocations);
    }

    [Fact(Timeout = Limit)]
    public async Task SnapStart_initialises_at_the_start_and_the_first_invocation_restores()
    {
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function("snap-start") with { SnapStart = true }, CancellationToken);
        Assert.Matches("INIT_REPORT Init Duration: [0-9.]+ ms$", await emulator.Output.NextAsync("INIT_REPORT", CancellationToken));

        var variables = JsonNode.Parse(await emulator.AskAsync("env", CancellationToken))!.AsObject();

        await emulator.Output.NextAsync("RESTORE_START Runtime Version: ", CancellationToken);
        Assert.Equal("test | restored 200 ", await emulator.Output.NextAsync("restored", CancellationToken));
        Assert.Matches("RESTORE_REPORT Restore Duration: [0-9.]+ ms$", await emulator.Output.NextAsync("RESTORE_REPORT", CancellationToken));
        Assert.Matches("\tRestore Duration: [0-9.]+ ms\tBilled Restore Duration: [0-9]+ ms$", await emulator.Output.NextAsync("REPORT RequestId", CancellationToken));
        Assert.Equal("snap-start", (string)variables["AWS_LAMBDA_INITIALIZATION_TYPE"]!);
        Assert.DoesNotContain("AWS_ACCESS_KEY_ID", variables.Select(variable => variable.Key));
        var credentials = JsonNode.Parse(await emulator.AskAsync("credentials", CancellationToken))!;
        Assert.Equal(("local", "local", "local"), ((string)credentials["AccessKeyId"]!, (string)credentials["SecretAccessKey"]!, (string)credentials["Token"]!));
        using var client = new HttpClient();
        using var stranger = await client.GetAsync(new Uri((string)variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"]!), CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, stranger.StatusCode);
        Assert.DoesNotContain("Restore", await NextReportAsync(emulator), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task More_environments_of_a_SnapStart_function_are_initialised_and_restored_when_they_are_needed()
    {
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function("snap-start") with { SnapStart = true }, CancellationToken);
        using var gate = new Gate();

        var calls = new[] { emulator.InvokeAsync(gate.Event, CancellationToken), emulator.InvokeAsync(gate.Event, CancellationToken) };
        using (await gate.ArrivedAsync(CancellationToken))
        using (await gate.ArrivedAsync(CancellationToken))
            Assert.Equal(2, emulator.Environments.Count);

        foreach (var call in calls)
            using (var response = await call)
                Assert.Matches(@"^\d+$", await response.Content.ReadAsStringAsync(CancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task An_error_after_the_restore_is_the_invocations()
    {
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function("snap-start", "error") with { SnapStart = true }, CancellationToken);

        Assert.Equal("""{"errorMessage":"no clock","errorType":"Runtime.AfterRestoreError"}""", await emulator.AskAsync("pid", CancellationToken));
        Assert.EndsWith(
            "Status: error\tError Type: Runtime.AfterRestoreError", await emulator.Output.NextAsync("RESTORE_REPORT", CancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_restore_may_take_ten_seconds()
    {
        var time = new FakeTimeProvider();
        await using var emulator = await RunningEmulator.StartAsync(
            RunningEmulator.Function("snap-start", "hang") with { SnapStart = true }, CancellationToken, time);

        var call = emulator.AskAsync("pid", CancellationToken);
        await emulator.Output.NextAsync("restored", CancellationToken);
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.EndsWith("Task timed out after 10.00 seconds\"}", await call, StringComparison.Ordinal);
        Assert.EndsWith("Restore Duration: 10000.00 ms\tStatus: timeout", await emulator.Output.NextAsync("RESTORE_REPORT", CancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Without_SnapStart_there_is_nothing_to_restore()
    {
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function("snap-start"), CancellationToken);

        await emulator.AskAsync("pid", CancellationToken);

        Assert.Contains("restored 404", await emulator.Output.NextAsync("restored", CancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Our_own_app_is_restored()
    {
        var function = RunningEmulator.Function() with { FileName = BuiltProgram.PathOf("RvWeb.Web"), Arguments = [], SnapStart = true };
        await using var emulator = await RunningEmulator.StartAsync(function, CancellationToken);
        await emulator.Output.NextAsync("INIT_REPORT Init Duration", CancellationToken);

        Assert.Equal("Hello, World", await emulator.FunctionUrl.GetStringAsync(new Uri("/hello", UriKind.Relative), CancellationToken));

        await emulator.Output.NextAsync("RESTORE_REPORT Restore Duration", CancellationToken);
        await emulator.Output.NextAsync("\tRestore Duration", CancellationToken);
    }

    private static Task<string> NextReportAsync(RunningEmulator emulator) => emulator.Output.NextAsync("REPORT RequestId", CancellationToken);

    private static async Task IdleAsync(RunningEmulator emulator, int count, Action? meanwhile = null)
    {
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (emulator.Environments.Count(environment => environment.State == EnvironmentState.Idle) != count)
        {
            meanwhile?.Invoke();
            await again.WaitForNextTickAsync(CancellationToken);
        }
    }
}
