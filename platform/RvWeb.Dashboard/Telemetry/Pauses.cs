namespace RvWeb.Dashboard.Telemetry;

/// <summary>Which signals are not taken in for the moment, so that what a person looks at stays. Thread-safe.</summary>
internal sealed class Pauses(ChangeSignal changes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Signal, long> _paused = [];

    /// <summary>What was sent since the signal was paused and not kept; null while it is taken in.</summary>
    public long? Missed(Signal signal)
    {
        lock (_gate)
            return _paused.TryGetValue(signal, out var missed) ? missed : null;
    }

    /// <summary>Counts what is not kept.</summary>
    /// <returns>Whether the signal is paused.</returns>
    public bool Swallow(Signal signal, int count)
    {
        lock (_gate)
        {
            if (!_paused.ContainsKey(signal))
                return false;
            _paused[signal] += count;
        }

        changes.Notify(TopicOf(signal));
        return true;
    }

    public void Set(Signal signal, bool isPaused)
    {
        lock (_gate)
            if (!isPaused)
                _paused.Remove(signal);
            else
                _paused.TryAdd(signal, 0);
        changes.Notify(TopicOf(signal));
    }

    private static ChangeTopics TopicOf(Signal signal) => signal switch
    {
        Signal.Traces => ChangeTopics.Traces,
        Signal.Logs => ChangeTopics.Logs,
        _ => ChangeTopics.Metrics,
    };
}
