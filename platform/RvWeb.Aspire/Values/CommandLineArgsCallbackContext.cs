using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a callback needs to add arguments.</summary>
/// <param name="args">The arguments so far: strings, or values such as an <see cref="EndpointReference"/>.</param>
/// <param name="resource">The resource about to start.</param>
/// <param name="cancellationToken">Ends the start.</param>
public sealed class CommandLineArgsCallbackContext(IList<object> args, IResource resource, CancellationToken cancellationToken = default)
{
    /// <summary>The arguments so far: strings, or values such as an <see cref="EndpointReference"/>.</summary>
    public IList<object> Args { get; } = args;

    /// <summary>The resource about to start.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>What the AppHost was started for.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; init; } = new(DistributedApplicationOperation.Run);

    /// <summary>For remarks on the way.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Ends the start.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
