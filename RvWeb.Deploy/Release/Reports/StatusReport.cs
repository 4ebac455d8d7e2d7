namespace RvWeb.Deploy.Release.Reports;

/// <summary>Of `status`; what does not exist is null or empty.</summary>
internal sealed record StatusReport
{
    public required string Stack { get; init; }

    /// <summary>CloudFormation's word; null without a stack.</summary>
    public required string? Status { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    public string? Function { get; init; }

    public string? Runtime { get; init; }

    public string? Architecture { get; init; }

    /// <summary>Successful, InProgress, Failed or Lambda's state of the function.</summary>
    public string? LastUpdate { get; init; }

    /// <summary>The version that viewers reach.</summary>
    public string? Live { get; init; }

    /// <summary>Whether the newest code is what viewers reach.</summary>
    public bool? LiveIsNewest { get; init; }

    public IReadOnlyList<VersionReport> Versions { get; init; } = [];
}
