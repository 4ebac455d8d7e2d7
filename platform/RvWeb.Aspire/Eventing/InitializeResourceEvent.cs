using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// A resource is started by the application for the first time. A resource of a kind that the AppHost does not run itself
/// is run by whoever listens: its state is what they publish.
/// </summary>
/// <param name="resource">The resource.</param>
/// <param name="distributedApplicationEventing">To publish what follows.</param>
/// <param name="resourceLoggerService">Has the resource's console.</param>
/// <param name="resourceNotificationService">Takes its state.</param>
/// <param name="services">Services of the AppHost.</param>
public class InitializeResourceEvent(
    IResource resource,
    IDistributedApplicationEventing distributedApplicationEventing,
    ResourceLoggerService resourceLoggerService,
    ResourceNotificationService resourceNotificationService,
    IServiceProvider services) : IDistributedApplicationResourceEvent
{
    /// <inheritdoc/>
    public IResource Resource { get; } = resource;

    /// <summary>To publish what follows.</summary>
    public IDistributedApplicationEventing Eventing { get; } = distributedApplicationEventing;

    /// <summary>Writes to the resource's console.</summary>
    public ILogger Logger { get; } = resourceLoggerService.GetLogger(resource);

    /// <summary>Takes its state.</summary>
    public ResourceNotificationService Notifications { get; } = resourceNotificationService;

    /// <summary>Services of the AppHost.</summary>
    public IServiceProvider Services { get; } = services;
}
