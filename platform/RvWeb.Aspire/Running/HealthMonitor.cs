using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RvWeb.Aspire.Running;

/// <summary>
/// Asks a resource's health checks, because nothing tells when a server starts to answer: often until the first yes, then
/// now and then.
/// </summary>
internal sealed class HealthMonitor(ResourceNotificationService notifications, HealthCheckService registered, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan BeforeFirst = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WhenUnhealthy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhenHealthy = TimeSpan.FromSeconds(30);

    // No traceparent: a check is no part of anybody's trace.
    private readonly HttpClient _client = new(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { Timeout = TimeSpan.FromSeconds(5) };

    public static ImmutableArray<HealthReportSnapshot> Unknown(IResource resource) =>
        [.. Keys(resource).Select(key => new HealthReportSnapshot(key, null, null, null))];

    public async Task WatchAsync(IResource resource, CancellationToken cancellationToken)
    {
        var requests = resource.Annotations.OfType<HttpHealthCheckAnnotation>().ToArray();
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToArray();
        var last = Unknown(resource);
        var wasHealthy = false;
        try
        {
            while (requests.Length + keys.Length > 0)
            {
                var reports = ImmutableArray.Create(await Task.WhenAll(
                    [.. requests.Select(check => AskAsync(resource, check, cancellationToken)), .. keys.Select(key => CheckAsync(key, cancellationToken))]));
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

    private static IEnumerable<string> Keys(IResource resource) => resource.Annotations.OfType<HttpHealthCheckAnnotation>().Select(check => check.Key)
        .Concat(resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key));

    private static HealthReportSnapshot Timeless(HealthReportSnapshot report) => report with { LastRunAt = null };

    private async Task<HealthReportSnapshot> CheckAsync(string key, CancellationToken cancellationToken)
    {
        var report = await registered.CheckHealthAsync(registration => registration.Name == key, cancellationToken);
        return report.Entries.TryGetValue(key, out var entry)
            ? new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.Message) { LastRunAt = time.GetUtcNow().UtcDateTime }
            : new HealthReportSnapshot(key, HealthStatus.Unhealthy, $"There is no health check '{key}': add it with builder.Services.AddHealthChecks().", null);
    }

    private async Task<HealthReportSnapshot> AskAsync(IResource resource, HttpHealthCheckAnnotation check, CancellationToken cancellationToken)
    {
        try
        {
            var address = new Uri(await check.Address(resource, cancellationToken), check.Path);
            using var response = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
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
