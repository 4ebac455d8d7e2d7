using RvWeb.Processes;

namespace RvWeb.Tests.Processes;

public sealed class OrphanGuardTests
{
    [Fact(Timeout = 30_000)]
    public async Task When_the_pipe_ends_the_guard_kills_every_group_that_was_not_dropped()
    {
        await using var children = new Children();
        var (kept, _) = await children.ReadyShellAsync("sleep 1000 & echo ready; wait", TestContext.Current.CancellationToken);
        var ended = children.Shell("exit 0");
        await ended.Exited.WaitAsync(TestContext.Current.CancellationToken);
        await ended.DisposeAsync();

        await children.Guard.DisposeAsync(); // closes the pipe, as the supervisor's death does

        Assert.Equal(9, (await kept.Exited.WaitAsync(TestContext.Current.CancellationToken)).Signal);
        await kept.OutputEnded.WaitAsync(TestContext.Current.CancellationToken);
        await kept.DisposeAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task What_ends_the_programs_of_a_terminal_does_not_end_the_guard()
    {
        await using var children = new Children();
        var (child, _) = await children.ReadyShellAsync("echo ready; sleep 1000", TestContext.Current.CancellationToken);

        foreach (var signal in (string[])["HUP", "INT", "QUIT", "TERM"])
            await using (var kill = children.Shell($"kill -s {signal} {children.Guard.Id}"))
                Assert.Equal(0, (await kill.Exited.WaitAsync(TestContext.Current.CancellationToken)).ExitCode);
        await children.Guard.DisposeAsync();

        Assert.Equal(9, (await child.Exited.WaitAsync(TestContext.Current.CancellationToken)).Signal);
        await child.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_starts_under_a_guard_that_is_gone()
    {
        var children = new Children();
        await children.DisposeAsync();

        Assert.Throws<ChildProcessException>(() => children.Shell("sleep 1000"));
    }
}
