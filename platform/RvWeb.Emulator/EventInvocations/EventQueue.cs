using System.Collections.Concurrent;
using System.Threading.Channels;
using RvWeb.Emulator.Functions;

namespace RvWeb.Emulator.EventInvocations;

/// <summary>
/// Invocations of type Event: accepted, then run until they succeed, fail too often or grow too old. Source:
/// docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html.
/// </summary>
internal sealed class EventQueue(EventDestinations destinations, EventLog log, TimeProvider time)
    : BackgroundService, IHostedLifecycleService
{
    // AWS's queue has no documented bound; this machine's memory does.
    private const long Capacity = 256 * 1024 * 1024;

    private readonly Channel<QueuedEvent> _accepted = Channel.CreateUnbounded<QueuedEvent>();
    private readonly ConcurrentDictionary<LocalFunction, SemaphoreSlim> _slots = new();
    private readonly ConcurrentDictionary<LocalFunction, int> _lost = new();
    private readonly CancellationTokenSource _stopping = new();
    private long _size;

    /// <summary>Accepts an event.</summary>
    /// <returns>False if there is no room for it.</returns>
    public bool TryAdd(LocalFunction function, InvocationRequest request)
    {
        var item = new QueuedEvent(function, request, time.GetUtcNow());
        if (Interlocked.Add(ref _size, item.Size) <= Capacity && _accepted.Writer.TryWrite(item))
            return true;
        Interlocked.Add(ref _size, -item.Size);
        return false;
    }

    /// <summary>Before the environments end, so that what they fail with then does not count as an attempt.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _accepted.Writer.TryComplete();
        return _stopping.CancelAsync();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken);
        foreach (var (function, count) in _lost)
            log.Lost(function.Options.Name, count);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        foreach (var slots in _slots.Values)
            slots.Dispose();
        base.Dispose();
    }

    // Not bound to the token: StoppingAsync ends the channel, and what is in it then has to be counted.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        _accepted.Reader.ReadAllAsync(CancellationToken.None),
        new ParallelOptions { MaxDegreeOfParallelism = int.MaxValue },
        async (item, _) => await RunAsync(item, _stopping.Token));

    private async Task RunAsync(QueuedEvent item, CancellationToken cancellationToken)
    {
        try
        {
            while (await TryAsync(item, cancellationToken) is { } delay)
            {
                // Told when the clock runs, so that whoever reads it can rely on that.
                var left = TimeSpan.FromTicks(Math.Max(0, Math.Min(delay.Ticks, (item.Expires - time.GetUtcNow()).Ticks)));
                var waited = Task.Delay(left, time, cancellationToken);
                Tell(item, delay);
                await waited;
            }
        }
        catch (OperationCanceledException)
        {
            _lost.AddOrUpdate(item.Function, 1, (_, count) => count + 1);
        }
        finally
        {
            Interlocked.Add(ref _size, -item.Size);
        }
    }

    /// <returns>How long to wait before the next attempt; null if there is none.</returns>
    private async Task<TimeSpan?> TryAsync(QueuedEvent item, CancellationToken cancellationToken)
    {
        // No more at a time than the function could take: they wait here in turn, where AWS slows down its reading.
        var slots = _slots.GetOrAdd(item.Function, function => new SemaphoreSlim(function.Options.Concurrency));
        await slots.WaitAsync(cancellationToken);
        try
        {
            if (time.GetUtcNow() >= item.Expires)
                return Drop(item, EventCondition.EventAgeExceeded);
            item.Tried(await item.Function.InvokeAsync(item.Request));
        }
        finally
        {
            slots.Release();
        }
        if (item is { Throttles: 0, Last.Outcome: InvocationOutcome.Succeeded })
        {
            destinations.Send(item, EventCondition.Success, TryAdd);
            return null;
        }
        cancellationToken.ThrowIfCancellationRequested();
        return Next(item);
    }

    private TimeSpan? Next(QueuedEvent item)
    {
        var options = item.Function.Options.Events;
        if (item.Throttles == 0 && item.Attempts > options.MaximumRetryAttempts)
            return Drop(item, EventCondition.RetriesExhausted);
        return item.Throttles > 0
            ? EventRetrySchedule.AfterThrottle(item.Throttles)
            : EventRetrySchedule.AfterError(options.RetryDelay, item.Attempts);
    }

    private void Tell(QueuedEvent item, TimeSpan delay)
    {
        if (item.Throttles > 0)
            log.Throttled(item, delay);
        else
            log.Retried(item, delay);
    }

    private TimeSpan? Drop(QueuedEvent item, EventCondition condition)
    {
        log.Dropped(item, condition);
        destinations.Send(item, condition, TryAdd);
        return null;
    }
}
