using System.Threading.Channels;

namespace RvWeb.Emulator.Output;

/// <summary>
/// Prints what functions write, and what the platform says about them, as <c>FUNCTION | LINE</c>. One writer prints; nobody
/// who has a line waits for the terminal. If it cannot keep up the oldest waiting lines are dropped, and their number is told.
/// </summary>
internal sealed class FunctionLog : BackgroundService
{
    private const int WaitingLines = 16384;

    // For lines that are long; a hundred are to be expected where each is the longest there is.
    private const long WaitingCharacters = 32 * 1024 * 1024;

    private readonly TextWriter _output;
    private readonly Channel<string> _lines;
    private long _waiting;
    private int _dropped;

    public FunctionLog(TextWriter output)
    {
        _output = output;
        _lines = Channel.CreateBounded<string>(
            new BoundedChannelOptions(WaitingLines) { FullMode = BoundedChannelFullMode.DropOldest }, CountDropped);
    }

    public void Write(string function, string line)
    {
        var text = $"{function} | {line}";
        Interlocked.Add(ref _waiting, text.Length);
        if (!_lines.Writer.TryWrite(text))
            return; // it has been stopped
        while (Interlocked.Read(ref _waiting) > WaitingCharacters && _lines.Reader.TryRead(out var oldest))
            CountDropped(oldest);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _lines.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not bound to the token: the last lines are printed too. StopAsync ends the channel.
        while (await _lines.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (_lines.Reader.TryRead(out var line))
            {
                Interlocked.Add(ref _waiting, -line.Length);
                await _output.WriteLineAsync(line.AsMemory(), CancellationToken.None);
            }
            if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var count)
                await _output.WriteLineAsync($"emulator | {count} lines dropped: functions write faster than this output is read");
            await _output.FlushAsync(CancellationToken.None);
        }
    }

    private void CountDropped(string line)
    {
        Interlocked.Add(ref _waiting, -line.Length);
        Interlocked.Increment(ref _dropped);
    }
}
