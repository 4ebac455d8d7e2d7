using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a callback needs to set environment variables.</summary>
/// <param name="executionContext">What the AppHost was started for.</param>
/// <param name="resource">The resource about to start.</param>
/// <param name="environmentVariables">The variables so far: strings, or values such as an <see cref="EndpointReference"/>.</param>
/// <param name="cancellationToken">Ends the start.</param>
public class EnvironmentCallbackContext(
    DistributedApplicationExecutionContext executionContext,
    IResource resource,
    Dictionary<string, object>? environmentVariables = null,
    CancellationToken cancellationToken = default)
{
    /// <summary>The variables so far: strings, or values such as an <see cref="EndpointReference"/>.</summary>
    public Dictionary<string, object> EnvironmentVariables { get; } = environmentVariables ?? [];

    /// <summary>What the AppHost was started for.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The resource about to start.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>For remarks on the way.</summary>
    public ILogger Logger { get; set; } = NullLogger.Instance;

    /// <summary>Ends the start.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
