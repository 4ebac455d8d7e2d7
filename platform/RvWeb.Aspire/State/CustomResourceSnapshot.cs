using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Everything known about a resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>What it is, for example <c>Project</c>.</summary>
    public required string ResourceType { get; init; }

    /// <summary>What else there is to show.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>Its state.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>How its process ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>When it was added.</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When its process started.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When its process ended.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>Its addresses.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>The resources it has to do with.</summary>
    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>Whether the dashboard's list leaves it out.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Its environment variables.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    /// <summary>What its health checks last said.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    /// <summary>Its commands, and whether they can be used now.</summary>
    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    /// <summary>The event that it became healthy; null before that, and when it has ended.</summary>
    public EventSnapshot? ResourceReadyEvent { get; internal init; }

    /// <summary>Healthy if it runs and all its checks say so; null if it does not run.</summary>
    public HealthStatus? HealthStatus => State?.Text == KnownResourceStates.Running
        ? HealthReports.Select(report => report.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy)
            .DefaultIfEmpty(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy).Min()
        : null;
}
