using RvWeb.Aspire.Showing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Executes the commands of resources.</summary>
public class ResourceCommandService
{
    private readonly IResourceCollection _resources;
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceConsole _console;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(
        IResourceCollection resources, ResourceNotificationService notifications, ResourceConsole console, IServiceProvider services) =>
        (_resources, _notifications, _console, _services) = (resources, notifications, console, services);

    /// <summary>Executes a command.</summary>
    /// <param name="resourceId">The resource's name.</param>
    /// <param name="commandName">The command's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it ended; a failure that names what there is if the resource or the command is unknown or cannot be used now.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        _resources.FirstOrDefault(resource => string.Equals(resource.Name, resourceId, StringComparison.OrdinalIgnoreCase)) is { } resource
            ? ExecuteCommandAsync(resource, commandName, cancellationToken)
            : Task.FromResult(CommandResults.Failure($"There is no resource '{resourceId}', only {string.Join(", ", _resources.Select(other => other.Name))}."));

    /// <summary>Executes a command.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="commandName">The command's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it ended; a failure that names what there is if the command is unknown or cannot be used now.</returns>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var commands = resource.Annotations.OfType<ResourceCommandAnnotation>().ToList();
        if (commands.LastOrDefault(command => command.Name == commandName) is not { } wanted)
            return CommandResults.Failure($"'{resource.Name}' has no command '{commandName}', only {string.Join(", ", commands.Select(command => command.Name))}.");
        if (_notifications.TryGetCurrentState(resource.Name, out var now)
            && now.Snapshot.Commands.FirstOrDefault(command => command.Name == commandName) is { State: not ResourceCommandState.Enabled })
            return CommandResults.Failure($"'{wanted.DisplayName}' cannot be used while '{resource.Name}' is in state {now.Snapshot.State?.Text ?? "Unknown"}.");
        try
        {
            return await wanted.ExecuteCommand(new ExecuteCommandContext
            {
                ServiceProvider = _services,
                ResourceName = resource.Name,
                CancellationToken = cancellationToken,
                Logger = new ResourceLogger(resource, _console),
            });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        catch (Exception failure)
        {
            // The boundary of one command, which may be anybody's code: whoever asked is told.
            return CommandResults.Failure(failure);
        }
    }
}
