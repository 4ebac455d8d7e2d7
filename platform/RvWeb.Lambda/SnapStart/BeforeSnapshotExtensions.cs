using RvWeb.Lambda.SnapStart;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Warms an app up before Lambda SnapStart takes its snapshot, by the same call as AWS's package.</summary>
public static class BeforeSnapshotExtensions
{
    /// <summary>
    /// Has a request answered five times by the started app before the snapshot is taken, with its headers and body; the answers go
    /// nowhere, failures are logged. Does nothing without SnapStart.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="request">The request; its URI is a path of the app, such as <c>/orders?page=1</c>.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentException">The URI is missing or absolute.</exception>
    public static IServiceCollection AddAWSLambdaBeforeSnapshotRequest(this IServiceCollection services, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(request);
        RequestEvent.ThrowIfNotRelative(request);
        return services.AddSingleton(new BeforeSnapshotRequest(cancellationToken => RequestEvent.WriteAsync(request, cancellationToken)));
    }
}
