using System.Collections.Frozen;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Failover;

/// <summary>
/// Two origins of which the second is asked if the first fails (B7,
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html).
/// The first member is the origin that the request has anyway.
/// </summary>
internal sealed record OriginGroup
{
    /// <summary>Statuses that may be among the criteria.</summary>
    public static readonly FrozenSet<int> Allowed = [400, 403, 404, 416, 429, 500, 502, 503, 504];

    public required string Id { get; init; }
    public required OriginDefinition Secondary { get; init; }

    /// <summary>Answers of the first member that count as failures.</summary>
    public required IReadOnlySet<int> Statuses { get; init; }

    /// <summary>OPTIONS only if the behavior caches it; methods that write, never.</summary>
    public static bool Covers(string method, IReadOnlySet<string> cachedMethods) =>
        method is "GET" or "HEAD" || (method == "OPTIONS" && cachedMethods.Contains(method));

    /// <summary>A connection that cannot be made counts as 503, silence as 504.</summary>
    public bool IsFailure(OriginResult result) => Statuses.Contains(result.Failure?.FailoverStatus ?? result.Status);

    /// <summary>Which member's result the viewer gets, and why.</summary>
    public string Explanation(OriginRequest primary, OriginResult result)
    {
        var what = result.Failure?.Cause ?? $"origin {primary.Origin.Id} answered {result.Status}";
        return IsFailure(result)
            ? $"origin {Secondary.Id} was asked because {what} (origin group {Id})"
            : $"{what}, so {Secondary.Id} was not asked (origin group {Id})";
    }
}
