using System.Collections.Concurrent;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Commands;

/// <summary>Executes commands and remembers, for each resource, how the last one ended.</summary>
internal sealed class CommandCenter(DashboardOptions options, ResourceBoard board)
{
    private readonly ConcurrentDictionary<string, ExecutedCommand> _last = new(StringComparer.Ordinal);

    /// <returns>Null if there is no such command.</returns>
    public async Task<CommandOutcome?> ExecuteAsync(string resource, string command, CancellationToken cancellationToken)
    {
        var known = board.Resources().FirstOrDefault(row => row.Name == resource)?.Commands.FirstOrDefault(one => one.Name == command);
        if (known is null || options.ExecuteCommand is null)
            return null;
        Remember(resource, new ExecutedCommand(known.DisplayName, options.Time.GetUtcNow(), Outcome: null));
        var outcome = await options.ExecuteCommand(resource, command, cancellationToken);
        Remember(resource, new ExecutedCommand(known.DisplayName, options.Time.GetUtcNow(), outcome));
        return outcome;
    }

    public ExecutedCommand? Last(string resource) => _last.GetValueOrDefault(resource);

    private void Remember(string resource, ExecutedCommand executed)
    {
        _last[resource] = executed;
        board.Changes.Notify(ChangeTopics.Resources);
    }
}
