using Microsoft.Extensions.Logging;
using RvWeb.Aspire.Showing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows the console of every resource: writes to it, reads it and reads on. The last 10,000 lines are kept.</summary>
public class ResourceLoggerService
{
    private readonly IResourceCollection _resources;
    private readonly ResourceConsole _console;

    internal ResourceLoggerService(IResourceCollection resources, ResourceConsole console) => (_resources, _console) = (resources, console);

    /// <summary>Writes to the console of a resource; from <c>Warning</c> on as if to standard error.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The logger.</returns>
    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceLogger(resource, _console);
    }

    /// <summary>Writes to the console of a resource; from <c>Warning</c> on as if to standard error.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <returns>The logger.</returns>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public ILogger GetLogger(string resourceName) => GetLogger(Find(resourceName));

    /// <summary>Reads a console from its first kept line, and reads on until <see cref="Complete(string)"/>.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The lines, as many at once as there are.</returns>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return WatchAsync(resource.Name);
    }

    /// <summary>Reads a console from its first kept line, and reads on until <see cref="Complete(string)"/>.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <returns>The lines, as many at once as there are.</returns>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => Lines(resourceName).WatchAsync(CancellationToken.None);

    /// <summary>Reads what a console holds now.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The lines; nothing if it wrote none.</returns>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetAllAsync(resource.Name);
    }

    /// <summary>Reads what a console holds now.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <returns>The lines; nothing if it wrote none.</returns>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName) =>
        new[] { Lines(resourceName).Last() }.Where(lines => lines.Count > 0).ToAsyncEnumerable();

    /// <summary>Ends the reading of those who read the resource's console now.</summary>
    /// <param name="resource">The resource.</param>
    public void Complete(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        Complete(resource.Name);
    }

    /// <summary>Ends the reading of those who read the resource's console now.</summary>
    /// <param name="name">The resource's name.</param>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public void Complete(string name) => Lines(name).Complete();

    /// <summary>Forgets the lines kept for a resource; the dashboard keeps its own.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public void ClearBacklog(string resourceName) => Lines(resourceName).Clear();

    private ConsoleLines Lines(string name) => _console.Of(Find(name).Name);

    private IResource Find(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _resources.FirstOrDefault(resource => string.Equals(resource.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no resource '{name}', only {string.Join(", ", _resources.Select(other => other.Name))}.", nameof(name));
    }
}
