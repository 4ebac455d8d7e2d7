using Microsoft.Extensions.Time.Testing;
using RvWeb.Emulator.Output;
using RvWeb.Emulator.TelemetryApi;

namespace RvWeb.Tests.Emulator.TelemetryApi;

/// <summary>Buffering. Source: docs.aws.amazon.com/lambda/latest/dg/telemetry-api.html, "Configuring memory usage and buffering".</summary>
public sealed class TelemetrySubscriberTests : IAsyncDisposable
{
    private const int Limit = 60_000;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly FakeDestination _destination = new();
    private readonly TelemetrySubscriber _subscriber;

    public TelemetrySubscriberTests() => _subscriber = new TelemetrySubscriber("x", Subscription, _destination, LogFormat.Text, _time);

    private static TelemetrySubscription Subscription { get; } = new()
    {
        SchemaVersion = "2022-12-13",
        Streams = TelemetryStreams.Function | TelemetryStreams.Platform,
        Buffering = new TelemetryBuffering { MaximumItems = 3, Timeout = TimeSpan.FromMilliseconds(100) },
    };

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task A_batch_is_sent_when_its_first_record_has_waited_long_enough()
    {
        Add("a");
        _time.Advance(TimeSpan.FromMilliseconds(99));
        Add("b");
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(
            ["""{"time":"2026-01-02T03:04:05.000Z","type":"function","record":"a"}""", """{"time":"2026-01-02T03:04:05.099Z","type":"function","record":"b"}"""],
            (await _destination.NextAsync(CancellationToken)).Records);
    }

    [Fact(Timeout = Limit)]
    public async Task A_full_batch_does_not_wait_and_neither_does_one_that_is_flushed()
    {
        Add("a", "b", "c");
        var full = await _destination.NextAsync(CancellationToken);
        full.Taken.SetResult();
        Add("d");
        _subscriber.Flush();

        Assert.Equal(3, full.Records.Length);
        Assert.Contains("\"d\"", Assert.Single((await _destination.NextAsync(CancellationToken)).Records), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Other_streams_are_left_out()
    {
        _subscriber.Add(new TelemetryRecord(TelemetryStreams.Extension, _time.GetUtcNow(), null, "not for me"));
        Add("a");
        _subscriber.Flush();

        Assert.Contains("\"a\"", Assert.Single((await _destination.NextAsync(CancellationToken)).Records), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task What_a_slow_extension_cannot_take_is_dropped_and_counted()
    {
        Add("a", "b", "c");
        var slow = await _destination.NextAsync(CancellationToken);
        Add("d", "e", "f", "g", "h", "i", "too much", "too much");
        slow.Taken.SetResult();

        var next = await _destination.NextAsync(CancellationToken);
        Assert.Equal(7, next.Records.Length);
        Assert.EndsWith(
            "\"type\":\"platform.logsDropped\",\"record\":{\"reason\":\"Some logs were dropped because the extension takes records more slowly than they come\",\"droppedRecords\":2,\"droppedBytes\":146}}",
            next.Records[^1], StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_batch_that_is_not_taken_is_sent_again_and_at_last_dropped()
    {
        using var destination = new FakeDestination();
        await using var subscriber = new TelemetrySubscriber("x", Subscription, destination, LogFormat.Text, new HastyTime());
        subscriber.Add(Line("a"));
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            var (records, taken) = await destination.NextAsync(CancellationToken);
            Assert.Contains("\"a\"", Assert.Single(records), StringComparison.Ordinal);
            taken.SetException(new IOException("nobody listens"));
        }
        subscriber.Add(Line("b"));

        var next = await destination.NextAsync(CancellationToken);
        Assert.Contains("\"b\"", next.Records[0], StringComparison.Ordinal);
        Assert.Contains("they could not be delivered: nobody listens\",\"droppedRecords\":1", next.Records[1], StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync() => await _subscriber.DisposeAsync();

    private void Add(params string[] lines)
    {
        foreach (var line in lines)
            _subscriber.Add(Line(line));
    }

    private TelemetryRecord Line(string line) => new(TelemetryStreams.Function, _time.GetUtcNow(), null, line);

    /// <summary>Whoever waits has waited long enough.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new HastyTimer(base.CreateTimer(callback, state, Soon(dueTime), period));

        private static TimeSpan Soon(TimeSpan dueTime) => dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero;

        private sealed class HastyTimer(ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Soon(dueTime), period);

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }
}
