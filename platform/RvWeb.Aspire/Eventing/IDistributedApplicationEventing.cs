using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <summary>Brings what happens to those who listen.</summary>
public interface IDistributedApplicationEventing
{
    /// <summary>Listens to an event, of a resource's events to those of every resource.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="callback">Called with it; what it throws fails what was about to happen.</param>
    /// <returns>What <see cref="Unsubscribe"/> wants.</returns>
    DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent;

    /// <summary>Listens to an event of one resource.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <param name="callback">Called with it; what it throws fails what was about to happen.</param>
    /// <returns>What <see cref="Unsubscribe"/> wants.</returns>
    DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent;

    /// <summary>Listens no longer.</summary>
    /// <param name="subscription">What <c>Subscribe</c> returned.</param>
    void Unsubscribe(DistributedApplicationEventSubscription subscription);

#pragma warning disable CA1716 // The parameter's name is Aspire's, and callers may use it.
    /// <summary>Tells the subscribers one after another and waits for them.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="event">What happened.</param>
    /// <param name="cancellationToken">Given to the subscribers.</param>
    /// <returns>Completes when all have returned; fails with the first exception.</returns>
    Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent;

    /// <summary>Tells the subscribers.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <param name="event">What happened.</param>
    /// <param name="dispatchBehavior">Who waits for whom.</param>
    /// <param name="cancellationToken">Given to the subscribers.</param>
    /// <returns>Completes as <paramref name="dispatchBehavior"/> says.</returns>
    Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent;
#pragma warning restore CA1716
}
