using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RvWeb.Aspire.Showing;

/// <summary>Follows the resources and says once, for each, where it is or how it ended.</summary>
internal sealed class ProgressReport(
    IResourceCollection resources, ResourceNotificationService notifications, ResourceConsole console, AddressLines lines, TimeProvider time)
{
    private readonly HashSet<string> _healthy = [];
    private readonly HashSet<string> _over = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var awaited = resources.Count(resource => resource is not ParameterResource && !resource.Annotations.OfType<ExplicitStartupAnnotation>().Any());
        var isReady = awaited == 0;
        try
        {
            await foreach (var update in notifications.WatchAsync(cancellationToken))
            {
                Take(update);
                if (isReady || _healthy.Union(_over).Count() < awaited)
                    continue;
                isReady = true;
                lines.Ready(_healthy.Count, awaited, time.GetElapsedTime(start));
            }
        }
        catch (OperationCanceledException)
        {
            // Everything is being stopped, so nobody asks how it ends.
        }
    }

    private void Take(ResourceEvent update)
    {
        if (update.Resource is ParameterResource)
            return; // who needs one that is missing says so itself
        var snapshot = update.Snapshot;
        if (snapshot.State?.Text == KnownResourceStates.Starting)
            _over.Remove(update.Resource.Name); // somebody started it again
        if (snapshot.HealthStatus == HealthStatus.Healthy && _healthy.Add(update.Resource.Name))
            foreach (var endpoint in update.Resource.Annotations.OfType<EndpointAnnotation>())
                lines.Address(update.Resource.Name, endpoint.AllocatedEndpoint!.UriString, Taken(endpoint));
        if (!KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text) || !_over.Add(update.Resource.Name))
            return;
        _healthy.Remove(update.Resource.Name);
        if (!update.Resource.Annotations.OfType<FollowsAnnotation>().Any())
            lines.Ended(update.Resource.Name, How(snapshot), console.Tail(update.Resource.Name));
    }

    private static int? Taken(EndpointAnnotation endpoint) => endpoint.Port == endpoint.AllocatedEndpoint!.Port ? null : endpoint.Port;

    private static string How(CustomResourceSnapshot snapshot) => snapshot.State!.Text switch
    {
        nameof(KnownResourceStates.FailedToStart) => "failed to start",
        nameof(KnownResourceStates.Finished) => "finished",
        _ => string.Create(CultureInfo.InvariantCulture, $"exited with status {snapshot.ExitCode}"),
    };
}
