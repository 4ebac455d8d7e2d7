using System.Threading.Channels;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.Output.Events;

namespace RvWeb.Emulator.TelemetryApi;

/// <summary>
/// An extension that gets telemetry: collects a batch while the one before is on its way. Whoever has a record never waits;
/// what an extension that is too slow cannot take is dropped, and its number told with the next batch.
/// </summary>
internal sealed class TelemetrySubscriber : IAsyncDisposable
{
    private const int Attempts = 5;

    // A listener that starts a little later than its subscription loses nothing.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly TelemetrySubscription _subscription;
    private readonly ITelemetryDestination _destination;
    private readonly bool _asObjects;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _sending;
    private List<ReadOnlyMemory<byte>> _records = [];
    private int _bytes;
    private int _droppedRecords;
    private int _droppedBytes;
    private string _droppedWhy = "";

    public TelemetrySubscriber(string name, TelemetrySubscription subscription, ITelemetryDestination destination, LogFormat format, TimeProvider time)
    {
        Name = name;
        _subscription = subscription;
        _destination = destination;
        _asObjects = format == LogFormat.Json && subscription.SchemaVersion != TelemetrySubscription.FirstVersion;
        _time = time;
        _timer = time.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using (ExecutionContext.SuppressFlow())
            _sending = SendAllAsync(_ended.Token);
    }

    /// <summary>The extension's.</summary>
    public string Name { get; }

    public void Add(TelemetryRecord record)
    {
        if (!_subscription.Streams.HasFlag(record.Stream))
            return;
        var json = record.Serialize(_asObjects);
        bool full;
        lock (_gate)
        {
            // As much again as one batch may wait for the batch that is on its way.
            if (_records.Count >= 2 * _subscription.Buffering.MaximumItems || _bytes + json.Length > 2 * _subscription.Buffering.MaximumBytes)
            {
                Drop(1, json.Length, "the extension takes records more slowly than they come");
                return;
            }
            _records.Add(json);
            _bytes += json.Length;
            if (_records.Count == 1)
                _timer.Change(_subscription.Buffering.Timeout, Timeout.InfiniteTimeSpan);
            full = _records.Count >= _subscription.Buffering.MaximumItems || _bytes >= _subscription.Buffering.MaximumBytes;
        }
        if (full)
            Flush();
    }

    /// <summary>Sends what has been collected without waiting for more.</summary>
    public void Flush() => _due.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _sending;
        await _timer.DisposeAsync();
        _destination.Dispose();
        _ended.Dispose();
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in _due.Reader.ReadAllAsync(cancellationToken))
                if (Take() is { Count: > 0 } batch)
                    await SendAsync(batch, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Its environment is gone, and with it whoever listened.
        }
    }

    private async Task SendAsync(List<ReadOnlyMemory<byte>> batch, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++, pause *= 2)
        {
            try
            {
                await _destination.SendAsync(batch, cancellationToken);
                return;
            }
            catch (IOException exception) when (attempt == Attempts)
            {
                lock (_gate)
                    Drop(batch.Count, batch.Sum(record => record.Length), $"they could not be delivered: {exception.Message}");
                return;
            }
            catch (IOException)
            {
                await Task.Delay(pause, _time, cancellationToken);
            }
        }
    }

    private List<ReadOnlyMemory<byte>> Take()
    {
        lock (_gate)
        {
            var batch = _records;
            _records = [];
            _bytes = 0;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (batch.Count > 0 && _droppedRecords > 0 && _subscription.Streams.HasFlag(TelemetryStreams.Platform))
                batch.Add(PlatformLog.Serialize(new LogsDroppedEvent(_droppedWhy, _droppedRecords, _droppedBytes), _time.GetUtcNow()));
            if (batch.Count > 0)
                (_droppedRecords, _droppedBytes) = (0, 0);
            return batch;
        }
    }

    private void Drop(int records, int bytes, string why)
    {
        _droppedRecords += records;
        _droppedBytes += bytes;
        _droppedWhy = why;
    }
}
