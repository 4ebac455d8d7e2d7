using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Logging;
using RvWeb.Lambda.RuntimeApi;
using RvWeb.Lambda.Server;
using RvWeb.Lambda.Telemetry;

namespace RvWeb.Lambda.SnapStart;

/// <summary>
/// What SnapStart puts between the start of the app and the first invocation: requests are replayed, hooks run, the snapshot is taken,
/// environments are restored from it, hooks run (docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-custom.html).
/// </summary>
internal sealed partial class Snapshot(
    LambdaSettings settings, InitTimeline timeline, TimeProvider time, ILogger logger, IEnumerable<BeforeSnapshotRequest> requests, SnapshotHooks hooks)
{
    /// <summary>Returns in a restored environment, true if it may serve; what went wrong has been logged and reported.</summary>
    /// <exception cref="OperationCanceledException">The app stops.</exception>
    public bool TryPass<TContext>(IHttpApplication<TContext> application, CancellationToken stopping)
        where TContext : notnull =>
        Try("Runtime.BeforeSnapshotError", static (client, error, token) => client.FailInit(error, token), () =>
        {
            new Rehearsal(settings, time, logger).Run(application, requests, stopping);
            hooks.RunBefore();
            WaitForRestore(stopping);
        }, stopping)
        && Try("Runtime.AfterRestoreError", static (client, error, token) => client.FailRestore(error, token), hooks.RunAfter, stopping);

    /// <summary>On a connection of its own, which does not outlive the restore.</summary>
    private void WaitForRestore(CancellationToken stopping)
    {
        using var client = new RuntimeApiClient(settings.Endpoint);
        client.RestoreNext(stopping);
        timeline.Restored();
    }

    private bool Try(
        string errorType, Action<RuntimeApiClient, ErrorReport, CancellationToken> report, Action step, CancellationToken stopping)
    {
        try
        {
            step();
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, errorType);
            InitErrors.Send(settings.Endpoint, ErrorReport.From(exception) with { HeaderType = errorType }, report);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(7, LogLevel.Critical, "{ErrorType}: SnapStart failed; the app stops.")]
        public static partial void Failed(ILogger logger, Exception exception, string errorType);
    }
}
