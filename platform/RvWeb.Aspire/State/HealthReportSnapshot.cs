using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a health check last said.</summary>
/// <param name="Name">The check.</param>
/// <param name="Status">Its answer; null before the first.</param>
/// <param name="Description">Why.</param>
/// <param name="ExceptionText">What went wrong.</param>
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText)
{
    /// <summary>When it last ran, in UTC; null before.</summary>
    public DateTime? LastRunAt { get; init; }
}
