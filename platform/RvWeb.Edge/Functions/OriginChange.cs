namespace RvWeb.Edge.Functions;

/// <summary>
/// What a function asked of the origin (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/helper-functions-origin-modification.html).
/// A null keeps what the behavior's origin has.
/// </summary>
internal sealed record OriginChange
{
    /// <summary>Key among the origins that run on this machine.</summary>
    public string? OriginId { get; init; }
    public string? OriginPath { get; init; }
    public IReadOnlyDictionary<string, string>? CustomHeaders { get; init; }
    public string? HostHeader { get; init; }

    /// <summary>What was asked for and is not done here; for the log.</summary>
    public IReadOnlyList<string> NotEmulated { get; init; } = [];
}
