using Microsoft.Extensions.Time.Testing;
using RvWeb.Emulator.Environments;

namespace RvWeb.Tests.Emulator.Environments;

public sealed class EnvironmentClockTests
{
    /// <summary>Timers of the real clock may fire some milliseconds before the timestamps say so.</summary>
    private sealed class EarlyTimers : TimeProvider
    {
        public FakeTimeProvider Clock { get; } = new();

        public override long TimestampFrequency => Clock.TimestampFrequency;

        public override long GetTimestamp() => Clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new EarlyTimer(Clock.CreateTimer(callback, state, dueTime, period));

        private sealed class EarlyTimer(ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) =>
                timer.Change(dueTime > TimeSpan.FromMilliseconds(100) ? dueTime - TimeSpan.FromMilliseconds(5) : dueTime, period);

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }

    [Fact]
    public void A_timer_that_fires_early_is_not_lost()
    {
        var time = new EarlyTimers();
        var elapsed = 0;
        using var clock = new EnvironmentClock(time, () => elapsed++);

        clock.Set(TimeSpan.FromSeconds(1));
        time.Clock.Advance(TimeSpan.FromMilliseconds(995));
        Assert.Equal(0, elapsed);
        time.Clock.Advance(TimeSpan.FromMilliseconds(5));

        Assert.Equal(1, elapsed);
    }

    [Fact]
    public void A_limit_that_was_replaced_does_not_fire()
    {
        var time = new FakeTimeProvider();
        var elapsed = 0;
        using var clock = new EnvironmentClock(time, () => elapsed++);

        clock.Set(TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromMilliseconds(500));
        clock.Set(TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(0, elapsed);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, elapsed);
    }
}
