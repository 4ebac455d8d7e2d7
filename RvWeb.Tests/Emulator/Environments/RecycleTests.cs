namespace RvWeb.Tests.Emulator.Environments;

public sealed class RecycleTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task The_call_after_it_is_a_cold_start_in_a_new_process()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        var before = await emulator.AskAsync("pid", cancellationToken);
        await emulator.Output.NextAsync("REPORT", cancellationToken);

        var replaced = emulator.Local.Recycle();
        var after = await emulator.AskAsync("pid", cancellationToken);

        Assert.Equal(1, replaced);
        Assert.NotEqual(before, after);
        Assert.Contains("Init Duration", await emulator.Output.NextAsync("REPORT", cancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_running_invocation_ends_in_its_process_which_takes_no_other()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);
        var before = await emulator.AskAsync("pid", cancellationToken);

        var running = emulator.InvokeAsync(gate.Event, cancellationToken);
        var arrived = await gate.ArrivedAsync(cancellationToken);
        emulator.Local.Recycle();
        arrived.Dispose();
        using var response = await running;
        var after = await emulator.AskAsync("pid", cancellationToken);

        Assert.Equal(before, await response.Content.ReadAsStringAsync(cancellationToken));
        Assert.NotEqual(before, after);
        Assert.Equal(after, await emulator.AskAsync("pid", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_function_at_its_concurrency_does_not_wait_for_the_old_process()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function() with { Concurrency = 1 }, cancellationToken);
        var before = await emulator.AskAsync("pid", cancellationToken);

        emulator.Local.Recycle();

        Assert.NotEqual(before, await emulator.AskAsync("pid", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task A_process_that_still_initializes_is_replaced_and_its_caller_is_served_by_the_new_one()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var gate = new Gate();
        await using var emulator = await RunningEmulator.StartAsync(
            RunningEmulator.Function("init-gate", gate.Port), cancellationToken);

        var waiting = emulator.AskAsync("pid", cancellationToken);
        using var first = await gate.ArrivedAsync(cancellationToken);
        emulator.Local.Recycle();
        using var second = await gate.ArrivedAsync(cancellationToken);
        var end = await first.GetStream().ReadAsync(new byte[1], cancellationToken);
        second.Dispose();

        Assert.Equal(0, end);
        Assert.Matches("^[0-9]+$", await waiting);
    }

    [Fact(Timeout = Limit)]
    public async Task Nothing_is_lost_if_it_comes_again_and_again_under_load()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        var callers = Enumerable.Range(0, 4).Select(async _ =>
        {
            var answers = new List<string>();
            for (var call = 0; call < 50; call++)
                answers.Add(await emulator.AskAsync("pid", cancellationToken));
            return answers;
        }).ToList();
        for (var recycles = 0; recycles < 5; recycles++)
        {
            await emulator.Output.NextAsync("REPORT", cancellationToken);
            emulator.Local.Recycle();
        }

        Assert.All((await Task.WhenAll(callers)).SelectMany(answers => answers), answer => Assert.Matches("^[0-9]+$", answer));
    }
}
