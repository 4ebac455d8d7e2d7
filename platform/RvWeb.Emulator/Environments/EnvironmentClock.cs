namespace RvWeb.Emulator.Environments;

/// <summary>The one thing an environment waits for: the init limit, the invocation's deadline, or the end of its idle time.</summary>
internal sealed class EnvironmentClock : IDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private readonly Action elapsed;
    private long set;
    private TimeSpan limit = Timeout.InfiniteTimeSpan;

    public EnvironmentClock(TimeProvider time, Action elapsed)
    {
        this.time = time;
        this.elapsed = elapsed;
        using (ExecutionContext.SuppressFlow())
            timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Replaces whatever was waited for.</summary>
    public void Set(TimeSpan due)
    {
        lock (gate)
        {
            set = time.GetTimestamp();
            limit = due;
        }
        timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    public void Stop() => Set(Timeout.InfiniteTimeSpan);

    public void Dispose() => timer.Dispose();

    private void OnTimer()
    {
        lock (gate)
        {
            // Fired for a limit that has been replaced meanwhile. Timers count milliseconds and may be early by one.
            if (limit == Timeout.InfiniteTimeSpan || time.GetElapsedTime(set) < limit - TimeSpan.FromMilliseconds(1))
                return;
        }
        elapsed();
    }
}
