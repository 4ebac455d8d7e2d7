using System.Collections.Concurrent;

namespace RvWeb.Tests.Deploy.Release;

/// <summary>The system's clock, which calls whoever waits at once and remembers for how long they would have waited.</summary>
internal sealed class CountingTime : TimeProvider
{
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
            return base.CreateTimer(callback, state, dueTime, period);
        Waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
