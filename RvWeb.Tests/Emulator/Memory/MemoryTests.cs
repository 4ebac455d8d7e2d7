using System.Text;
using Microsoft.Extensions.Time.Testing;
using RvWeb.Emulator.Environments;
using RvWeb.Emulator.Memory;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Emulator.Memory;

/// <summary>
/// What uses more than the memory size is killed. Source of the words: CloudWatch and
/// docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html.
/// </summary>
public sealed class MemoryTests
{
    private const int Limit = 60_000;

    [Theory(Timeout = Limit)]
    [InlineData("grow-and-hang")]
    [InlineData("fork-and-grow")]
    public async Task Too_much_memory_in_the_process_or_its_children_kills_the_environment(string command)
    {
        ProcessTree.Required();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(cancellationToken);

        using var response = await emulator.InvokeAsync($$"""{"command":"{{command}}","megabytes":200}""", cancellationToken);
        var id = Assert.Single(response.Headers.GetValues("x-amzn-RequestId"));

        Assert.Equal(
            $$"""{"errorType":"Runtime.ExitError","errorMessage":"RequestId: {{id}} Error: Runtime exited with error: signal: killed"}""",
            await response.Content.ReadAsStringAsync(cancellationToken));
        Assert.Matches("^emulator \\| test has [0-9]+ MB resident and is killed: its memory size is 128 MB", await emulator.Output.NextAsync("resident", cancellationToken));
        Assert.Matches(
            "Memory Size: 128 MB\tMax Memory Used: 128 MB\tInit Duration: [0-9.]+ ms\tStatus: error\tError Type: Runtime.OutOfMemory$",
            await emulator.Output.NextAsync("REPORT RequestId", cancellationToken));
        Assert.Matches(@"^\d+$", await emulator.AskAsync("pid", cancellationToken));
    }

    [Fact(Timeout = Limit)]
    public async Task Switched_off_it_may_have_what_it_wants()
    {
        ProcessTree.Required();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var emulator = await RunningEmulator.StartAsync(RunningEmulator.Function() with { LimitMemory = false }, cancellationToken);

        using var response = await emulator.InvokeAsync("""{"command":"grow","megabytes":200}""", cancellationToken);

        Assert.Equal("209715200", await response.Content.ReadAsStringAsync(cancellationToken));
        Assert.Matches("Max Memory Used: (2[0-9][0-9]|3[0-9][0-9]) MB", await emulator.Output.NextAsync("REPORT RequestId", cancellationToken));
        Assert.InRange(Assert.Single(emulator.Environments).MemoryMegabytes!.Value, 200, 399);
    }

    [Theory]
    [InlineData("29475 (a) b) R 29458 77 24360 0 -1 4194304 100 0 0 0 0 0 0 0 20 0 1 0 3523574 3133440 408 184467 9", 77, 408)]
    [InlineData("29475 (cat", 0, 0)]
    public void A_process_is_read_behind_its_name(string line, int expectedGroup, long expectedPages)
    {
        Assert.Equal(expectedGroup > 0, GroupMemory.TryParse(Encoding.UTF8.GetBytes(line), out var group, out var pages));
        Assert.Equal((expectedGroup, expectedPages), (group, pages));
    }

    [Fact]
    public void Nobody_looks_while_nothing_runs()
    {
        var time = new FakeTimeProvider();
        var looks = 0;
        using var watch = new MemoryWatch(time, () =>
        {
            looks++;
            return [];
        });
        var memory = new EnvironmentMemory(watch, new EnvironmentProcesses(null!), limitMegabytes: null, _ => { });

        memory.Run();
        time.Advance(TimeSpan.FromMilliseconds(100));
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(2, looks);
        memory.Rest();
        time.Advance(TimeSpan.FromMilliseconds(100));
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(2, looks);
        memory.Run();
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(3, looks);
    }
}
