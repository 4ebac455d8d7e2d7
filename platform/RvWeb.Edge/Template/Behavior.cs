using RvWeb.Edge.Failover;
using RvWeb.Edge.Functions;
using RvWeb.Edge.Policies;
using RvWeb.Edge.ResponseHeaders;

namespace RvWeb.Edge.Template;

/// <summary>A cache behavior: for which paths, from which origin, under which policies.</summary>
internal sealed record Behavior
{
    public required PathPattern Pattern { get; init; }
    public required string OriginId { get; init; }
    public required IReadOnlySet<string> AllowedMethods { get; init; }
    public required IReadOnlySet<string> CachedMethods { get; init; }
    public required CachePolicy CachePolicy { get; init; }
    public OriginRequestPolicy OriginRequestPolicy { get; init; } = OriginRequestPolicy.Nothing;
    public ResponseHeadersPolicy? ResponseHeadersPolicy { get; init; }
    public ViewerProtocolPolicy ViewerProtocolPolicy { get; init; }

    /// <summary>The edge compresses what the cache policy's switches and the origin's answer allow.</summary>
    public bool Compress { get; init; }
    /// <summary>The origin group it targets; its first member is the origin.</summary>
    public OriginGroup? Failover { get; init; }

    /// <summary>The origin is an S3 one.</summary>
    public bool IsS3 { get; init; }

    /// <summary>Null if it has none: then requests pay nothing for functions.</summary>
    public BehaviorFunctions? Functions { get; init; }

    /// <summary>The hash of a body is added on its way to the origin.</summary>
    public bool HashesBodies { get; init; }

    /// <summary>Forwarding any cookie, by either policy, switches off collapsing and conditional requests (CUS, COK).</summary>
    public bool ForwardsCookies => CachePolicy.Cookies.Mode != SelectionMode.None || OriginRequestPolicy.Cookies.Mode != SelectionMode.None;

    /// <summary>The CloudFront-* headers that either policy names.</summary>
    public IEnumerable<string> CloudFrontHeaders =>
        CachePolicy.Headers.Names.Where(CloudFrontHeader.IsOne).Concat(OriginRequestPolicy.CloudFrontHeaders).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>A viewer's own CloudFront-* header passes only by name: an origin must be able to believe it.</summary>
    public bool ForwardsHeader(string name) => CloudFrontHeader.IsOne(name)
        ? CloudFrontHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
        : CachePolicy.Headers.Includes(name) || OriginRequestPolicy.Headers.Includes(name);
}
