using RvWeb.Emulator.Output;
using RvWeb.Emulator.Output.Events;

namespace RvWeb.Emulator.TelemetryApi;

/// <summary>
/// The telemetry of one environment on its way to the extensions that subscribed. They do so during the init, and get what
/// happened before too; once that is over and there are none, it costs a look at one field.
/// </summary>
internal sealed class TelemetryFeed(LogFormat format, TimeProvider time) : IAsyncDisposable
{
    // What a program prints before it subscribes; the platform says three things in that time.
    private const int EarlyRecords = 1000;
    private const int EarlyCharacters = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly List<TelemetrySubscriber> _subscribers = [];
    private List<TelemetryRecord>? _early = [];
    private int _earlyCharacters;
    private volatile bool _unheard;

    /// <summary>Adds an extension, which may ask more than once and is then told so.</summary>
    /// <returns>False if the init is over; nobody can subscribe then.</returns>
    public bool TrySubscribe(string name, TelemetrySubscription subscription, out bool isNew)
    {
        lock (_gate)
        {
            isNew = _early is not null && !_subscribers.Exists(other => other.Name == name);
            if (_early is null)
                return false;
            if (!isNew)
                return true;
            var subscriber = new TelemetrySubscriber(name, subscription, Destination(subscription), format, time);
            _subscribers.Add(subscriber);
            _early.ForEach(subscriber.Add);
            return true;
        }
    }

    /// <summary>The init is over, successful or not.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _early = null;
            _unheard = _subscribers.Count == 0;
        }
    }

    public void Publish(PlatformEvent happened)
    {
        if (!_unheard)
            Publish(new TelemetryRecord(TelemetryStreams.Platform, time.GetUtcNow(), happened, Line: null));
    }

    /// <param name="stream">Whose process printed it.</param>
    /// <param name="line">What it printed.</param>
    public void Publish(TelemetryStreams stream, string line)
    {
        if (!_unheard)
            Publish(new TelemetryRecord(stream, time.GetUtcNow(), Happened: null, line));
    }

    /// <summary>Sends what waits for more: an end of the environment is near.</summary>
    public void Flush()
    {
        lock (_gate)
            _subscribers.ForEach(subscriber => subscriber.Flush());
    }

    public async ValueTask DisposeAsync()
    {
        TelemetrySubscriber[] subscribers;
        Close();
        lock (_gate)
        {
            _unheard = true;
            subscribers = [.. _subscribers];
            _subscribers.Clear();
        }
        foreach (var subscriber in subscribers)
            await subscriber.DisposeAsync();
    }

    private void Publish(TelemetryRecord record)
    {
        lock (_gate)
        {
            if (_early?.Count < EarlyRecords && (_earlyCharacters += record.Line?.Length ?? 0) <= EarlyCharacters)
                _early.Add(record);
            _subscribers.ForEach(subscriber => subscriber.Add(record));
        }
    }

    private static ITelemetryDestination Destination(TelemetrySubscription subscription) => subscription.Address is { } address
        ? new HttpDestination(subscription.Method, address)
        : new TcpDestination(subscription.Port);
}
