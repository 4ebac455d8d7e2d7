using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <summary>Somebody listens to what happens to a resource.</summary>
/// <param name="resource">The resource; null for every resource.</param>
/// <param name="callback">Called with the event.</param>
public class DistributedApplicationResourceEventSubscription(IResource? resource, Func<IDistributedApplicationResourceEvent, CancellationToken, Task> callback)
    : DistributedApplicationEventSubscription((happened, cancellationToken) => callback((IDistributedApplicationResourceEvent)happened, cancellationToken))
{
    /// <summary>The resource; null for every resource.</summary>
    public IResource? Resource { get; } = resource;
}
