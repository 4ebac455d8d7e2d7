using Microsoft.Extensions.Time.Testing;
using RvWeb.Emulator.Environments;

namespace RvWeb.Tests.Emulator.Environments;

/// <summary>
/// A failed init is run again inside the invocation. Source: docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html,
/// "Init phase"; the order of the lines as in CloudWatch.
/// </summary>
public sealed class InitTests
{
    private const int Limit = 60_000;

    [Theory(Timeout = Limit)]
    [InlineData("init-error", """^\{"errorMessage":"no database","errorType":"Function.NoDatabase"\}$""", "Function.NoDatabase")]
    [InlineData("init-exit", "Runtime.ExitError.*RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 7", "Runtime.ExitError")]
    public async Task An_init_that_fails_twice_is_the_result_of_the_invocation_that_waited_for_it(string mode, string body, string type)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function(mode), cancellationToken);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var response = await emulator.InvokeAsync("{}", cancellationToken);
            Assert.Equal("Unhandled", Assert.Single(response.Headers.GetValues("X-Amz-Function-Error")));
            Assert.Matches(body, await response.Content.ReadAsStringAsync(cancellationToken));

            Assert.StartsWith("test | INIT_START Runtime Version: ", await emulator.Output.NextAsync("_", cancellationToken), StringComparison.Ordinal);
            Assert.EndsWith($"Phase: init\tStatus: error\tError Type: {type}", await emulator.Output.NextAsync("INIT_", cancellationToken), StringComparison.Ordinal);
            Assert.EndsWith($"Phase: invoke\tStatus: error\tError Type: {type}", await emulator.Output.NextAsync("INIT_", cancellationToken), StringComparison.Ordinal);
            await emulator.Output.NextAsync("START RequestId", cancellationToken);
            await emulator.Output.NextAsync("END RequestId", cancellationToken);
            Assert.EndsWith($"Error Type: {type}", await emulator.Output.NextAsync("REPORT", cancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task An_init_longer_than_ten_seconds_is_run_again_with_the_functions_timeout()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider();
        await using var emulator = await RunningEmulator.StartAsync(
            RunningEmulator.Function("init-hang") with { Timeout = TimeSpan.FromSeconds(3) }, cancellationToken, time);

        var hanging = emulator.InvokeAsync("{}", cancellationToken);
        await emulator.Output.NextAsync("init hangs", cancellationToken);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.EndsWith("Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout", await emulator.Output.NextAsync("INIT_REPORT", cancellationToken), StringComparison.Ordinal);
        await emulator.Output.NextAsync("init hangs", cancellationToken);
        Assert.False(hanging.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(3));

        using var response = await hanging;
        Assert.Contains("Sandbox.Timedout", await response.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
        Assert.EndsWith("Init Duration: 3000.00 ms\tPhase: invoke\tStatus: timeout", await emulator.Output.NextAsync("INIT_REPORT", cancellationToken), StringComparison.Ordinal);
        Assert.EndsWith("Task timed out after 3.00 seconds", await emulator.Output.NextAsync("Task", cancellationToken), StringComparison.Ordinal);
        var report = await emulator.Output.NextAsync("REPORT", cancellationToken);
        Assert.Contains("\tDuration: 3000.00 ms\t", report, StringComparison.Ordinal);
        Assert.EndsWith("Status: timeout", report, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task An_init_that_succeeds_the_second_time_serves_the_invocation_and_counts_as_its_duration()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var once = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function("init-exit-once", once), cancellationToken);
        try
        {
            Assert.Matches(@"^\d+$", await emulator.AskAsync("pid", cancellationToken));

            await emulator.Output.NextAsync("Phase: init\tStatus: error", cancellationToken);
            Assert.DoesNotContain("Init Duration", await emulator.Output.NextAsync("REPORT RequestId", cancellationToken), StringComparison.Ordinal);
            var environment = Assert.Single(emulator.Environments);
            Assert.Equal((EnvironmentState.Idle, 1), (environment.State, environment.Invocations));
        }
        finally
        {
            File.Delete(once);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Stopping_while_an_init_is_repeated_answers_its_caller()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider();
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function("init-hang"), cancellationToken, time);

        var hanging = emulator.InvokeAsync("{}", cancellationToken);
        await emulator.Output.NextAsync("init hangs", cancellationToken);
        time.Advance(TimeSpan.FromSeconds(10));
        await emulator.Output.NextAsync("init hangs", cancellationToken);
        await emulator.StopAsync(cancellationToken);

        using var response = await hanging;
        Assert.Contains("signal: killed", await response.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
    }
}
