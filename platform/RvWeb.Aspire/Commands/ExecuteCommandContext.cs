using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a command is told.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>Services of the AppHost.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The resource.</summary>
    public required string ResourceName { get; init; }

    /// <summary>The caller has gone, or the AppHost stops.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Writes to the resource's console.</summary>
    public required ILogger Logger { get; init; }
}
