using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <summary>Keeps the subscriptions of one application and brings the events to them.</summary>
public class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private readonly Lock _gate = new();
    private readonly List<(Type Event, DistributedApplicationEventSubscription Subscription)> _subscriptions = [];

    /// <summary>Told of what a subscriber throws that nobody waits for.</summary>
    internal Action<Type, Exception>? Unheard { get; set; }

    /// <inheritdoc/>
    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new DistributedApplicationEventSubscription((happened, cancellationToken) => callback((T)happened, cancellationToken)));
    }

    /// <inheritdoc/>
    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new DistributedApplicationResourceEventSubscription(resource, (happened, cancellationToken) => callback((T)happened, cancellationToken)));
    }

    /// <inheritdoc/>
    public void Unsubscribe(DistributedApplicationEventSubscription subscription)
    {
        lock (_gate)
            _subscriptions.RemoveAll(known => ReferenceEquals(known.Subscription, subscription));
    }

    /// <inheritdoc/>
    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent => PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    /// <inheritdoc/>
    public Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(@event);
        var callbacks = Callbacks(@event);
        switch (dispatchBehavior)
        {
            case EventDispatchBehavior.BlockingSequential:
                return InTurnAsync(callbacks, @event, cancellationToken);
            case EventDispatchBehavior.BlockingConcurrent:
                return AtOnceAsync(callbacks, @event, cancellationToken);
            case EventDispatchBehavior.NonBlockingSequential:
                LetRun<T>(() => InTurnAsync(callbacks, @event, cancellationToken));
                return Task.CompletedTask;
            default:
                LetRun<T>(() => AtOnceAsync(callbacks, @event, cancellationToken));
                return Task.CompletedTask;
        }
    }

    private DistributedApplicationEventSubscription Add<T>(DistributedApplicationEventSubscription subscription)
    {
        lock (_gate)
            _subscriptions.Add((typeof(T), subscription));
        return subscription;
    }

    private List<Func<IDistributedApplicationEvent, CancellationToken, Task>> Callbacks<T>(T happened)
        where T : IDistributedApplicationEvent
    {
        var resource = (happened as IDistributedApplicationResourceEvent)?.Resource;
        lock (_gate)
            return [.. _subscriptions
                .Where(known => known.Event == typeof(T)
                    && (known.Subscription is not DistributedApplicationResourceEventSubscription { Resource: { } only } || ReferenceEquals(only, resource)))
                .Select(known => known.Subscription.Callback)];
    }

    private static async Task InTurnAsync(
        List<Func<IDistributedApplicationEvent, CancellationToken, Task>> callbacks, IDistributedApplicationEvent happened, CancellationToken cancellationToken)
    {
        foreach (var callback in callbacks)
            await callback(happened, cancellationToken);
    }

    private static async Task AtOnceAsync(
        List<Func<IDistributedApplicationEvent, CancellationToken, Task>> callbacks, IDistributedApplicationEvent happened, CancellationToken cancellationToken)
    {
        var all = Task.WhenAll(callbacks.Select(callback => Task.Run(() => callback(happened, cancellationToken), CancellationToken.None)));
        try
        {
            await all;
        }
        catch (Exception) when (all.Exception is { InnerExceptions.Count: > 1 } several)
        {
            throw several; // an awaited task tells the first only
        }
    }

    // The publisher said that it does not wait; what goes wrong is told all the same.
    private void LetRun<T>(Func<Task> publish) => _ = Task.Run(async () =>
    {
        try
        {
            await publish();
        }
        catch (Exception failure)
        {
            Unheard?.Invoke(typeof(T), failure);
        }
    });
}
