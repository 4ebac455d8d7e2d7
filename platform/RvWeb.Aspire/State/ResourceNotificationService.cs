using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RvWeb.Aspire.Showing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows the state of every resource and tells who wants to know.</summary>
public class ResourceNotificationService
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> _watchers = [];
    private readonly IServiceProvider _services;

    internal ResourceNotificationService(IServiceProvider services) => _services = services;

    /// <summary>Changes what is known about a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="stateFactory">Makes the new snapshot of the old one.</param>
    /// <returns>Completes when it is known.</returns>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(stateFactory);
        lock (_gate)
        {
            var old = _current.TryGetValue(resource.Name, out var known) ? known.Snapshot : Unknown(resource);
            var update = new ResourceEvent(resource, resource.Name, WithCommands(resource, stateFactory(old)));
            _current[resource.Name] = update;
            foreach (var watcher in _watchers)
                watcher.Writer.TryWrite(update);
        }
        return Task.CompletedTask;
    }

    /// <summary>Waits until a resource is in a state, by default <c>Running</c>.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="targetState">The state.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Completes when it is.</returns>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until a resource is in one of several states.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="targetStates">The states.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The state it is in.</returns>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var states = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reached = await WaitForResourceAsync(resourceName, update => states.Contains(update.Snapshot.State?.Text ?? ""), cancellationToken);
        return reached.Snapshot.State!.Text;
    }

    /// <summary>Waits until something is true for a resource.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="predicate">What is to be true.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The event for which it was.</returns>
    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        ThrowIfUnknown(resourceName);
        await foreach (var update in WatchAsync(cancellationToken))
            if (string.Equals(update.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(update))
                return update;
        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>
    /// Waits until a resource runs, its health checks say yes and the subscribers of its <see cref="ResourceReadyEvent"/> have
    /// returned. Without a dashboard nobody could start one that has ended, so that ends the waiting; with one the waiting goes on.
    /// </summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The event for which it was.</returns>
    /// <exception cref="DistributedApplicationException">There is no dashboard, and the resource ended or could not start.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(
            resourceName,
            _services.GetService<DashboardChoice>() is { IsWanted: false } ? WaitBehavior.StopOnResourceUnavailable : WaitBehavior.WaitOnResourceUnavailable,
            cancellationToken);

    /// <summary>Waits until a resource runs, its health checks say yes and the subscribers of its <see cref="ResourceReadyEvent"/> have returned.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="waitBehavior">What to do if it ends or cannot start.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The event for which it was.</returns>
    /// <exception cref="DistributedApplicationException">The resource ended or could not start.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var givesUp = waitBehavior == WaitBehavior.StopOnResourceUnavailable;
        var reached = await WaitForResourceAsync(resourceName, update => IsReady(update.Snapshot) || (givesUp && IsOver(update.Snapshot)), cancellationToken);
        if (!IsReady(reached.Snapshot))
            throw new DistributedApplicationException($"'{resourceName}' is not healthy: it is in state {reached.Snapshot.State?.Text}.{LastWords(reached.Resource)}");
        await reached.Snapshot.ResourceReadyEvent!.EventTask.WaitAsync(cancellationToken);
        return reached;
    }

    /// <summary>What is known about every resource now, and then each change.</summary>
    /// <param name="cancellationToken">Ends the watching.</param>
    /// <returns>The events; never ends by itself.</returns>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var watcher = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true });
        lock (_gate)
        {
            foreach (var known in _current.Values)
                watcher.Writer.TryWrite(known);
            _watchers.Add(watcher);
        }
        try
        {
            await foreach (var update in watcher.Reader.ReadAllAsync(cancellationToken))
                yield return update;
        }
        finally
        {
            lock (_gate)
                _watchers.Remove(watcher);
        }
    }

    /// <summary>What is known about a resource now.</summary>
    /// <param name="resourceId">The resource's name.</param>
    /// <param name="resourceEvent">Its last event.</param>
    /// <returns>Whether it is known at all.</returns>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_gate)
            return _current.TryGetValue(resourceId, out resourceEvent);
    }

    internal static bool IsReady(CustomResourceSnapshot snapshot) =>
        snapshot is { HealthStatus: HealthStatus.Healthy, ResourceReadyEvent: not null };

    internal static bool IsOver(CustomResourceSnapshot snapshot) => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text);

    private string LastWords(IResource resource) =>
        _services.GetService<ResourceConsole>()?.Tail(resource.Name) is { Count: > 0 } lines ? $" It wrote:\n{string.Join('\n', lines)}" : "";

    private void ThrowIfUnknown(string name)
    {
        bool isKnown;
        lock (_gate)
            isKnown = _current.Values.Any(known => string.Equals(known.Resource.Name, name, StringComparison.OrdinalIgnoreCase));
        if (!isKnown && _services.GetService<IResourceCollection>() is { } resources
            && !resources.Any(resource => string.Equals(resource.Name, name, StringComparison.OrdinalIgnoreCase)))
            throw new ArgumentException($"There is no resource '{name}', only {string.Join(", ", resources.Select(other => other.Name))}.", nameof(name));
    }

    private CustomResourceSnapshot WithCommands(IResource resource, CustomResourceSnapshot snapshot)
    {
        var context = new UpdateCommandStateContext { ResourceSnapshot = snapshot, ServiceProvider = _services };
        return snapshot with { Commands = [.. resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => command.Snapshot(context))] };
    }

    private static CustomResourceSnapshot Unknown(IResource resource) => new()
    {
        ResourceType = resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal),
        Properties = [],
    };
}
