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
        TimeSpan left;
        lock (_gate)
            left = _limit == Timeout.InfiniteTimeSpan ? _limit : _limit - _time.GetElapsedTime(_set);
        if (left == Timeout.InfiniteTimeSpan)
            return;
        if (left > TimeSpan.Zero)
        {
            // Fired for a limit that has been replaced meanwhile, or early: timers run on a coarser clock than timestamps.
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            return;
        }

        _elapsed();
    }
}
