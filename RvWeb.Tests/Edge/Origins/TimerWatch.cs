using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace RvWeb.Tests.Edge.Origins;

/// <summary>A clock that tells when a timer of a certain length has been started, so that a test turns it no sooner.</summary>
internal sealed class TimerWatch(TimeSpan length) : FakeTimeProvider(EdgeSamples.Now)
{
    private readonly Channel<TimeSpan> _started = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Waits for one timer more than was waited for.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => _started.Reader.ReadAsync(cancellationToken).AsTask();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Watched(this, base.CreateTimer(callback, state, dueTime, period));
        Note(dueTime);
        return timer;
    }

    private void Note(TimeSpan dueTime)
    {
        if (dueTime == length)
            _started.Writer.TryWrite(dueTime);
    }

    private sealed class Watched(TimerWatch watch, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            watch.Note(dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
