using Microsoft.Extensions.Time.Testing;
using RvWeb.Emulator.HotReload;

namespace RvWeb.Tests.Emulator.HotReload;

public sealed class ChangedFilesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact(Timeout = 10_000)]
    public async Task A_burst_is_taken_as_one_when_it_has_been_quiet_for_a_moment()
    {
        var changes = new ChangedFiles(_time);
        changes.Add("a");
        var taken = changes.TakeUntilQuietAsync(TestContext.Current.CancellationToken);
        _time.Advance(ChangedFiles.Quiet / 2);
        changes.Add("b");
        await NextRoundAsync(changes, taken);
        _time.Advance(ChangedFiles.Quiet / 2);
        Assert.False(taken.IsCompleted);

        await AdvanceUntilAsync(taken);

        Assert.Equal(["a", "b"], (await taken).Order());
    }

    [Fact(Timeout = 10_000)]
    public async Task A_folder_that_never_rests_is_taken_after_a_while()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var changes = new ChangedFiles(_time);
        changes.Add("log");
        var taken = changes.TakeUntilQuietAsync(cancellationToken);
        for (var waited = TimeSpan.Zero; waited < ChangedFiles.LongestWait; waited += ChangedFiles.Quiet / 2)
        {
            _time.Advance(ChangedFiles.Quiet / 2);
            changes.Add("log");
            await NextRoundAsync(changes, taken);
        }

        await AdvanceUntilAsync(taken);

        Assert.Equal(["log"], await taken);
    }

    [Fact(Timeout = 10_000)]
    public async Task Nothing_is_lost_between_two_takings()
    {
        var changes = new ChangedFiles(_time);
        changes.Add("a");
        changes.Take();
        var any = changes.AnyAsync(TestContext.Current.CancellationToken);
        Assert.False(any.IsCompleted);

        changes.Add("b");
        await any;

        Assert.Equal(["b"], changes.Take());
    }

    // Its timer may be made a moment after the change was taken.
    private async Task AdvanceUntilAsync(Task taken)
    {
        for (; !taken.IsCompleted; await Task.Yield())
            _time.Advance(ChangedFiles.Quiet);
    }

    // The taker runs on another thread; it has taken what was added when there is nothing left to take, or waits no longer.
    private static async Task NextRoundAsync(ChangedFiles changes, Task taken)
    {
        while (changes.HasAny && !taken.IsCompleted)
            await Task.Yield();
    }
}
