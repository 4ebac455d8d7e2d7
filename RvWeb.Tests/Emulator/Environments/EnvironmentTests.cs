using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace RvWeb.Tests.Emulator.Environments;

public sealed class EnvironmentTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task The_first_invocation_starts_a_process_and_the_next_one_meets_it_warm()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var pids = new[] { await emulator.AskAsync("pid", cancellationToken), await emulator.AskAsync("pid", cancellationToken), await emulator.AskAsync("pid", cancellationToken) };

        Assert.Single(pids.Distinct());
        Assert.Matches("Init Duration: [0-9.]+ ms$", await emulator.Output.NextAsync("REPORT", cancellationToken));
        Assert.DoesNotContain("Init Duration", await emulator.Output.NextAsync("REPORT", cancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Two_invocations_at_a_time_run_in_two_processes()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var first = emulator.InvokeAsync(gate.Event, cancellationToken);
        var second = emulator.InvokeAsync(gate.Event, cancellationToken);
        var arrived = new[] { await gate.ArrivedAsync(cancellationToken), await gate.ArrivedAsync(cancellationToken) };
        foreach (var connection in arrived)
            connection.Dispose();

        Assert.NotEqual(await BodyAsync(await first, cancellationToken), await BodyAsync(await second, cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task Fifty_invocations_at_once_all_answer_from_a_few_processes()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var processes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => emulator.AskAsync("pid", cancellationToken)));

        Assert.All(processes, process => Assert.Matches(@"^\d+$", process));
        Assert.InRange(processes.Distinct().Count(), 1, 49);
    }

    [Fact(Timeout = Limit)]
    public async Task Invocations_that_do_not_end_get_a_process_each_even_if_few_start_at_a_time()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        using var gate = new Gate();

        var calls = Enumerable.Range(0, 9).Select(_ => emulator.InvokeAsync(gate.Event, cancellationToken)).ToList();
        var arrived = new List<IDisposable>();
        while (arrived.Count < calls.Count)
            arrived.Add(await gate.ArrivedAsync(cancellationToken));
        arrived.ForEach(connection => connection.Dispose());

        var processes = await Task.WhenAll(calls.Select(async call => await BodyAsync(await call, cancellationToken)));
        Assert.Equal(9, processes.Distinct().Count());
    }

    [Fact(Timeout = Limit)]
    public async Task More_invocations_than_the_concurrency_are_throttled()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function() with { Concurrency = 1 }, cancellationToken);

        var running = emulator.InvokeAsync(gate.Event, cancellationToken);
        var arrived = await gate.ArrivedAsync(cancellationToken);
        using var throttled = await emulator.InvokeAsync("{}", cancellationToken);
        using var throttledUrl = await emulator.FunctionUrl.GetAsync(new Uri("/echo", UriKind.Relative), cancellationToken);
        arrived.Dispose();
        await running;

        Assert.Equal(HttpStatusCode.TooManyRequests, throttled.StatusCode);
        Assert.Equal("TooManyRequestsException", Assert.Single(throttled.Headers.GetValues("x-amzn-ErrorType")));
        Assert.Equal(
            """{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}""",
            await BodyAsync(throttled, cancellationToken));
        Assert.Equal(HttpStatusCode.TooManyRequests, throttledUrl.StatusCode);
        Assert.Matches("^[0-9]+$", await emulator.AskAsync("pid", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_waiting_invocation_takes_the_environment_that_is_freed_before_the_new_one_is_ready()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function() with { Concurrency = 1 }, cancellationToken);

        // With one environment at most, the second call can only be served by the one that is being freed.
        var first = emulator.InvokeAsync(gate.Event, cancellationToken);
        (await gate.ArrivedAsync(cancellationToken)).Dispose();
        var pid = await BodyAsync(await first, cancellationToken);

        Assert.Equal(pid, await emulator.AskAsync("pid", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_crash_fails_its_invocation_and_the_next_one_gets_a_new_process()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        var before = await emulator.AskAsync("pid", cancellationToken);

        using var crashed = await emulator.InvokeAsync("""{"command":"crash"}""", cancellationToken);
        var id = Assert.Single(crashed.Headers.GetValues("x-amzn-RequestId"));

        Assert.Equal(HttpStatusCode.OK, crashed.StatusCode);
        Assert.Equal("Unhandled", Assert.Single(crashed.Headers.GetValues("X-Amz-Function-Error")));
        Assert.Equal(
            $$"""{"errorType":"Runtime.ExitError","errorMessage":"RequestId: {{id}} Error: Runtime exited with error: exit status 3"}""",
            await BodyAsync(crashed, cancellationToken));
        Assert.NotEqual(before, await emulator.AskAsync("pid", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task An_invocation_over_its_timeout_ends_with_its_process()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider();
        await using var emulator = await RunningEmulator.StartAsync(
            RunningEmulator.Function() with { Timeout = TimeSpan.FromSeconds(1) }, cancellationToken, time);
        var before = await emulator.AskAsync("pid", cancellationToken);
        await emulator.Output.NextAsync("REPORT", cancellationToken);

        var hanging = emulator.InvokeAsync("""{"command":"hang"}""", cancellationToken);
        await emulator.Output.NextAsync("START RequestId", cancellationToken);
        time.Advance(TimeSpan.FromSeconds(1));
        using var timedOut = await hanging;
        var id = Assert.Single(timedOut.Headers.GetValues("x-amzn-RequestId"));

        Assert.Equal(
            $$"""{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: {{id}} Error: Task timed out after 1.00 seconds"}""",
            await BodyAsync(timedOut, cancellationToken));
        Assert.EndsWith("Status: timeout", await emulator.Output.NextAsync("REPORT", cancellationToken), StringComparison.Ordinal);
        Assert.NotEqual(before, await emulator.AskAsync("pid", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task An_idle_environment_is_reaped()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider();
        await using var emulator = await RunningEmulator.StartAsync(
            RunningEmulator.Function() with { Idle = TimeSpan.FromSeconds(30) }, cancellationToken, time);

        var first = await emulator.AskAsync("pid", cancellationToken);
        await emulator.Output.NextAsync("REPORT", cancellationToken);
        time.Advance(TimeSpan.FromSeconds(29));
        var second = await emulator.AskAsync("pid", cancellationToken);
        await emulator.Output.NextAsync("REPORT", cancellationToken);
        time.Advance(TimeSpan.FromSeconds(29));
        var third = await emulator.AskAsync("pid", cancellationToken);
        await emulator.Output.NextAsync("REPORT", cancellationToken);
        time.Advance(TimeSpan.FromSeconds(30));
        var fourth = await emulator.AskAsync("pid", cancellationToken);

        Assert.Equal((first, first), (second, third));
        Assert.NotEqual(third, fourth);
    }

    [Fact(Timeout = Limit)]
    public async Task A_program_that_cannot_be_started_is_an_invalid_entrypoint()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var function = RunningEmulator.Function() with { FileName = "/no/such/program" };
        await using var emulator = await RunningEmulator.StartAsync(function, cancellationToken);

        Assert.Contains("Runtime.InvalidEntrypoint", await emulator.AskAsync("pid", cancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_client_that_leaves_does_not_stop_its_invocation()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function() with { Concurrency = 1 }, cancellationToken);
        var pid = await emulator.AskAsync("pid", cancellationToken);

        var left = emulator.InvokeAsync(gate.Event, leave.Token);
        var arrived = await gate.ArrivedAsync(cancellationToken);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        arrived.Dispose();
        await emulator.Output.NextAsync("REPORT", cancellationToken);
        await emulator.Output.NextAsync("REPORT", cancellationToken);

        Assert.Equal(pid, await emulator.AskAsync("pid", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task What_the_function_prints_is_printed_under_its_name_between_start_and_end()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await emulator.InvokeAsync("""{"command":"say","text":"good day"}""", cancellationToken);
        var id = Assert.Single(response.Headers.GetValues("x-amzn-RequestId"));

        Assert.Equal($"test | START RequestId: {id} Version: $LATEST", await emulator.Output.NextAsync("START RequestId", cancellationToken));
        Assert.Equal("test | good day", await emulator.Output.NextAsync("good", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task An_idle_function_is_ended_without_seeing_its_connection_break()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        await emulator.AskAsync("pid", cancellationToken);
        await emulator.Output.NextAsync("REPORT", cancellationToken);

        await emulator.StopAsync(cancellationToken);

        Assert.Null(emulator.Output.Rest());
    }

    [Fact(Timeout = Limit)]
    public async Task Stopping_ends_what_still_runs()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        var emulator = await RunningEmulator.StartAsync(cancellationToken);
        var running = emulator.InvokeAsync(gate.Event, cancellationToken);
        var arrived = await gate.ArrivedAsync(cancellationToken);

        await emulator.StopAsync(cancellationToken);
        var end = await arrived.GetStream().ReadAsync(new byte[1], cancellationToken);

        Assert.Equal(0, end);
        Assert.Contains("signal: killed", await BodyAsync(await running, cancellationToken), StringComparison.Ordinal);
        await emulator.DisposeAsync();
    }

    private static Task<string> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.Content.ReadAsStringAsync(cancellationToken);
}
