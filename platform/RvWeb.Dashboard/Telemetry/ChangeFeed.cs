using System.Threading.Channels;

namespace RvWeb.Dashboard.Telemetry;

/// <summary>Gathers the changes of several signals for one reader, however fast they come.</summary>
internal sealed class ChangeFeed : IDisposable
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly IReadOnlyList<ChangeSignal> _signals;
    private int _pending;

    public ChangeFeed(params IReadOnlyList<ChangeSignal> signals)
    {
        _signals = signals;
        foreach (var signal in signals)
            signal.Changed += OnChanged;
    }

    /// <summary>Waits for a change.</summary>
    /// <returns>All that changed since the last call.</returns>
    public async ValueTask<ChangeTopics> NextAsync(CancellationToken cancellationToken)
    {
        await _wake.Reader.ReadAsync(cancellationToken);
        return (ChangeTopics)Interlocked.Exchange(ref _pending, 0);
    }

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Changed -= OnChanged;
    }

    private void OnChanged(ChangeTopics topics)
    {
        Interlocked.Or(ref _pending, (int)topics);
        _wake.Writer.TryWrite(true);
    }
}
