using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using RvWeb.Aspire.Running;

namespace RvWeb.Aspire.Replicas;

/// <summary>A project with replicas: it runs when all of them do, and is as healthy as the worst.</summary>
internal sealed class ReplicaSetRun(IResource project, IReadOnlyList<ReplicaResource> replicas, RunServices services) : ResourceRun(project)
{
    // The worst first.
    private static readonly string[] Order =
    [
        KnownResourceStates.FailedToStart, KnownResourceStates.Exited, KnownResourceStates.Stopping, KnownResourceStates.Building,
        KnownResourceStates.NotStarted, KnownResourceStates.Waiting, KnownResourceStates.Starting, KnownResourceStates.Running,
    ];

    private readonly Dictionary<IResource, CustomResourceSnapshot> _known = [];

    protected override async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var update in services.Notifications.WatchAsync(stopping))
            {
                if (update.Resource is not ReplicaResource replica || !replicas.Contains(replica))
                    continue;
                _known[replica] = update.Snapshot;
                if (_known.Count == replicas.Count)
                    await services.Notifications.PublishUpdateAsync(Resource, Merge);
            }
        }
        catch (OperationCanceledException)
        {
            await services.Notifications.PublishUpdateAsync(Resource, own => own with { State = KnownResourceStates.Finished });
        }
    }

    private CustomResourceSnapshot Merge(CustomResourceSnapshot own) => own with
    {
        State = Order.FirstOrDefault(state => _known.Values.Any(snapshot => snapshot.State?.Text == state)) ?? KnownResourceStates.Finished,
        HealthReports = [.. replicas.SelectMany(replica => _known[replica].HealthReports.Select(report => report with { Name = $"{replica.Name}: {report.Name}" }))],
        StartTimeStamp = _known.Values.Min(snapshot => snapshot.StartTimeStamp),
        ExitCode = _known.Values.Select(snapshot => snapshot.ExitCode).OrderDescending().FirstOrDefault(),
    };
}
