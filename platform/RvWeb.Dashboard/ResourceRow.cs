namespace RvWeb.Dashboard;

/// <summary>A resource as the resources page shows it.</summary>
public sealed record ResourceRow
{
    /// <summary>Unique among the resources.</summary>
    public required string Name { get; init; }

    /// <summary>Such as <c>Project</c> or <c>Executable</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Such as <c>Running</c>; by default unknown.</summary>
    public string? State { get; init; }

    /// <summary>The colour of the state: <c>success</c>, <c>info</c>, <c>warn</c> or <c>error</c>; anything else is grey.</summary>
    public string? StateStyle { get; init; }

    /// <summary>Such as <c>Healthy</c>; null if it has no health checks.</summary>
    public string? Health { get; init; }

    /// <summary>When it started, or null.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How its process ended, or null while it has not.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Where it comes from: a project file, a command.</summary>
    public string? Source { get; init; }

    /// <summary>Name of the resource it is shown under; by default none.</summary>
    public string? Parent { get; init; }

    /// <summary>Whether the list leaves it out; false by default.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Its addresses.</summary>
    public IReadOnlyList<ResourceLink> Urls { get; init; } = [];

    /// <summary>Its environment variables.</summary>
    public IReadOnlyList<ResourceVariable> Environment { get; init; } = [];

    /// <summary>The resources it uses or waits for, besides its parent.</summary>
    public IReadOnlyList<ResourceRelation> Relations { get; init; } = [];

    /// <summary>Its health checks.</summary>
    public IReadOnlyList<ResourceHealthCheck> HealthChecks { get; init; } = [];

    /// <summary>If it is an edge of this solution, where it serves <c>/.edge/inspect</c>; asked only on this machine.</summary>
    public Uri? EdgeAddress { get; init; }

    /// <summary>What can be done with it; commands that are not to be shown are left out.</summary>
    public IReadOnlyList<ResourceCommand> Commands { get; init; } = [];
}
