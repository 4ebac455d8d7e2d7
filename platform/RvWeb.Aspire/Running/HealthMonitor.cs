using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RvWeb.Aspire.Running;

/// <summary>
/// Asks a resource's health checks, because nothing tells when a server starts to answer: often until the first yes, then
/// now and then.
/// </summary>
internal sealed class HealthMonitor(ResourceNotificationService notifications, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan BeforeFirst = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WhenUnhealthy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhenHealthy = TimeSpan.FromSeconds(30);

    // No traceparent: a check is no part of anybody's trace.
    private readonly HttpClient _client = new(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { Timeout = TimeSpan.FromSeconds(5) };

    public static ImmutableArray<HealthReportSnapshot> Unknown(IResource resource) =>
        [.. Checks(resource).Select(check => new HealthReportSnapshot(check.Key, null, null, null))];

    public async Task WatchAsync(IResource resource, CancellationToken cancellationToken)
    {
        var checks = Checks(resource).ToArray();
        var last = Unknown(resource);
        var wasHealthy = false;
        try
        {
            while (checks.Length > 0)
            {
                var reports = ImmutableArray.Create(await Task.WhenAll(checks.Select(check => AskAsync(check, cancellationToken))));
                var isHealthy = reports.All(report => report.Status == HealthStatus.Healthy);
                // The time alone is no news while the check runs ten times a second.
                if (isHealthy || !reports.Select(Timeless).SequenceEqual(last.Select(Timeless)))
                    await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { HealthReports = reports });
                last = reports;
                wasHealthy |= isHealthy;
                await Task.Delay(isHealthy ? WhenHealthy : wasHealthy ? WhenUnhealthy : BeforeFirst, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The resource ended.
        }
    }

    public void Dispose() => _client.Dispose();

    private static IEnumerable<HttpHealthCheckAnnotation> Checks(IResource resource) => resource.Annotations.OfType<HttpHealthCheckAnnotation>();

    private static HealthReportSnapshot Timeless(HealthReportSnapshot report) => report with { LastRunAt = null };

    private async Task<HealthReportSnapshot> AskAsync(HttpHealthCheckAnnotation check, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.GetAsync(new Uri(check.Endpoint.Url + check.Path), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)response.StatusCode == check.StatusCode
                ? new HealthReportSnapshot(check.Key, HealthStatus.Healthy, null, null) { LastRunAt = time.GetUtcNow().UtcDateTime }
                : Unhealthy(string.Create(CultureInfo.InvariantCulture, $"GET {check.Path} gave {(int)response.StatusCode} instead of {check.StatusCode}."));
        }
        catch (HttpRequestException failure)
        {
            return Unhealthy(failure.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unhealthy($"GET {check.Path} gave no answer within {_client.Timeout.TotalSeconds} s.");
        }

        HealthReportSnapshot Unhealthy(string description) => 
            new(check.Key, HealthStatus.Unhealthy, description, null) { LastRunAt = time.GetUtcNow().UtcDateTime };
    }
}
