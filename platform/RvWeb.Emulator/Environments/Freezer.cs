using RvWeb.Processes;

namespace RvWeb.Emulator.Environments;

/// <summary>
/// Stops an environment's processes while it waits for an event, as Lambda does once runtime and extensions have asked for
/// their next one. Whoever rests it and whoever wakes it may be different threads.
/// </summary>
internal sealed class Freezer : IDisposable
{
    /// <summary>
    /// How long it waits before it stops them, which AWS leaves open: an environment under load, whose next event is there
    /// at once, is spared two signals to each of its threads.
    /// </summary>
    internal static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(5);

    private readonly Lock _gate = new();
    private readonly bool _enabled;
    private readonly TimeProvider _time;
    private readonly Action<ProcessSignal> _signal;
    private readonly ITimer _timer;
    private long _since;
    private bool _resting;
    private bool _waiting;
    private bool _frozen;
    private bool _closed;

    public Freezer(bool enabled, TimeProvider time, Action<ProcessSignal> signal)
    {
        (_enabled, _time, _signal) = (enabled, time, signal);
        using (ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The environment is about to be given away as free.</summary>
    public void Rest()
    {
        lock (_gate)
        {
            if (!_enabled || _closed)
                return;
            _resting = true;
            _since = _time.GetTimestamp();
            if (!_waiting)
                Wait(Delay);
        }
    }

    public void Wake()
    {
        lock (_gate)
        {
            _resting = false;
            if (!_frozen)
                return;
            _frozen = false;
            _signal(ProcessSignal.Continue);
        }
    }

    /// <summary>Wakes for good: who is to end has to run.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
        Wake();
    }

    public void Dispose() => _timer.Dispose();

    // The timer is left alone while invocations come and go; it finds out how long the last rest has been.
    private void OnTimer()
    {
        lock (_gate)
        {
            _waiting = false;
            if (!_resting || _frozen)
                return;
            var left = Delay - _time.GetElapsedTime(_since);
            if (left > TimeSpan.Zero)
            {
                Wait(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)));
                return;
            }
            _frozen = true;
            _signal(ProcessSignal.Stop);
        }
    }

    private void Wait(TimeSpan due) => _waiting = _timer.Change(due, Timeout.InfiniteTimeSpan);
}
