using RvWeb.Edge.Failover;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Functions;

/// <summary>
/// What a function asked of the origin (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/helper-functions-origin-modification.html).
/// </summary>
internal sealed record OriginChange
{
    /// <summary>An origin of the distribution that takes the place of the behavior's; null keeps that.</summary>
    public OriginDefinition? Selected { get; init; }

    /// <summary>What differs from the selected or assigned origin.</summary>
    public OriginSettings Settings { get; init; } = new();

    /// <summary>A group that the function made: then <see cref="Selected"/> is its first member.</summary>
    public OriginGroup? Group { get; init; }

    /// <summary>Sentences for the log: what AWS would refuse, or what is not done here.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
