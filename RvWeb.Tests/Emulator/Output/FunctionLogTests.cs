using System.Text;
using RvWeb.Emulator.Output;

namespace RvWeb.Tests.Emulator.Output;

/// <summary>A function that prints more than anybody reads.</summary>
public sealed class FunctionLogTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task Who_reads_too_slowly_misses_the_oldest_lines_and_is_told_how_many()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var reader = new SlowReader();
        using var log = new FunctionLog(reader);
        await log.StartAsync(cancellationToken);
        log.Write("f", "first");
        await reader.Arrived.WaitAsync(cancellationToken);

        for (var number = 1; number <= 30_000; number++)
            log.Write("f", $"{number}");
        reader.GoOn();
        await log.StopAsync(cancellationToken);

        var kept = reader.Lines.Count(line => line.StartsWith("f | ", StringComparison.Ordinal));
        Assert.Equal($"emulator | {30_001 - kept} lines dropped: functions write faster than this output is read", reader.Lines[^1]);
        Assert.InRange(kept, 2, 16_385);
        Assert.Equal("f | 30000", reader.Lines[^2]);
    }

    [Fact(Timeout = Limit)]
    public async Task Of_long_lines_fewer_wait()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var reader = new SlowReader();
        using var log = new FunctionLog(reader);
        await log.StartAsync(cancellationToken);
        log.Write("f", "first");
        await reader.Arrived.WaitAsync(cancellationToken);
        var line = new string('x', 256 * 1024);

        for (var number = 1; number <= 200; number++)
            log.Write("f", line);
        reader.GoOn();
        await log.StopAsync(cancellationToken);

        Assert.InRange(reader.Lines.Count, 100, 140);
        Assert.EndsWith("lines dropped: functions write faster than this output is read", reader.Lines[^1], StringComparison.Ordinal);
    }

    /// <summary>Takes a first line and then nothing until it is told to go on.</summary>
    private sealed class SlowReader : TextWriter
    {
        private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _going = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Encoding Encoding => Encoding.UTF8;

        public List<string> Lines { get; } = [];

        public Task Arrived => _arrived.Task;

        public void GoOn() => _going.SetResult();

        public override Task WriteLineAsync(string? value) => WriteLineAsync(value.AsMemory(), CancellationToken.None);

        public override async Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            _arrived.TrySetResult();
            await _going.Task.WaitAsync(cancellationToken);
            Lines.Add(buffer.ToString());
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
