namespace Aspire.Hosting.Eventing;

/// <summary>Somebody listens to an event.</summary>
/// <param name="callback">Called with it.</param>
public class DistributedApplicationEventSubscription(Func<IDistributedApplicationEvent, CancellationToken, Task> callback)
{
    /// <summary>Called with the event.</summary>
    public Func<IDistributedApplicationEvent, CancellationToken, Task> Callback { get; } = callback;
}
