using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using RvWeb.Aspire.Showing;
using RvWeb.Processes;

namespace RvWeb.Aspire.Running;

/// <summary>Publishes what happens while the application runs; what a subscriber throws becomes one line that names the event.</summary>
internal sealed class ResourceEvents(
    IDistributedApplicationEventing eventing,
    IResourceCollection resources,
    ResourceLoggerService loggers,
    ResourceNotificationService notifications,
    ResourceConsole console,
    DistributedApplicationExecutionContext execution,
    IEnumerable<IDistributedApplicationEventingSubscriber> subscribers,
    IServiceProvider services)
{
    private readonly DistributedApplicationModel _model = new(resources);

    public async Task BeforeStartAsync(CancellationToken cancellationToken)
    {
        foreach (var subscriber in subscribers)
            await TryAsync($"{subscriber.GetType().Name}.{nameof(subscriber.SubscribeAsync)}", () => subscriber.SubscribeAsync(eventing, execution, cancellationToken), cancellationToken);
        await PublishAsync(new BeforeStartEvent(services, _model), cancellationToken);
    }

    public async Task EndpointsAllocatedAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in resources.OfType<IResourceWithEndpoints>().Where(resource => resource.Annotations.OfType<EndpointAnnotation>().Any()))
            await PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken);
        await PublishAsync(new AfterEndpointsAllocatedEvent(services, _model), cancellationToken);
    }

    public Task CreatedAsync(CancellationToken cancellationToken) => PublishAsync(new AfterResourcesCreatedEvent(services, _model), cancellationToken);

    public Task InitializeAsync(IResource resource, CancellationToken cancellationToken) =>
        PublishAsync(new InitializeResourceEvent(resource, eventing, loggers, notifications, services), cancellationToken);

    public Task BeforeStartedAsync(IResource resource, CancellationToken cancellationToken) =>
        PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellationToken);

    public Task ReadyAsync(IResource resource, CancellationToken cancellationToken) =>
        PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);

    /// <summary>Nobody can refuse an end: what a subscriber throws is shown in the resource's console.</summary>
    public async Task StoppedAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (!notifications.TryGetCurrentState(resource.Name, out var state))
            return;
        try
        {
            await PublishAsync(new ResourceStoppedEvent(resource, services, state), cancellationToken).WaitAsync(cancellationToken);
        }
        catch (DistributedApplicationException failure)
        {
            console.Write(resource, new OutputLine(failure.Message, IsError: true));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Out of patience: the AppHost ends.
        }
    }

    private Task PublishAsync<T>(T happened, CancellationToken cancellationToken)
        where T : IDistributedApplicationEvent
    {
        var whose = happened is IDistributedApplicationResourceEvent { Resource.Name: var name } ? $" of '{name}'" : "";
        return TryAsync($"A subscriber to {typeof(T).Name}{whose}", () => eventing.PublishAsync(happened, cancellationToken), cancellationToken);
    }

    private static async Task TryAsync(string what, Func<Task> call, CancellationToken cancellationToken)
    {
        try
        {
            await call();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            // The boundary to anybody's code.
            throw new DistributedApplicationException($"{what} failed: {failure.Message}", failure);
        }
    }
}
