using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Lifecycle;

/// <summary>A service of the AppHost that listens to events.</summary>
public interface IDistributedApplicationEventingSubscriber
{
    /// <summary>Called once, before anything begins, to subscribe.</summary>
    /// <param name="eventing">Takes the subscriptions.</param>
    /// <param name="executionContext">What the AppHost was started for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when it has subscribed.</returns>
    Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken);
}
