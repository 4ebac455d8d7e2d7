namespace RvWeb.Emulator.Environments;

/// <summary>The one thing an environment waits for: the init limit, the invocation's deadline, or the end of its idle time.</summary>
internal sealed class EnvironmentClock : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Action _elapsed;
    private long _set;
    private TimeSpan _limit = Timeout.InfiniteTimeSpan;

    public EnvironmentClock(TimeProvider time, Action elapsed)
    {
        _time = time;
        _elapsed = elapsed;
        using (ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Replaces whatever was waited for.</summary>
    public void Set(TimeSpan due)
    {
        lock (_gate)
        {
            _set = _time.GetTimestamp();
            _limit = due;
        }
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    public void Stop() => Set(Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();

    private void OnTimer()
    {
        lock (_gate)
        {
            // Fired for a limit that has been replaced meanwhile. Timers count milliseconds and may be early by one.
            if (_limit == Timeout.InfiniteTimeSpan || _time.GetElapsedTime(_set) < _limit - TimeSpan.FromMilliseconds(1))
                return;
        }
        _elapsed();
    }
}
