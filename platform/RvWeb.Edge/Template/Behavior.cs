using RvWeb.Edge.Functions;
using RvWeb.Edge.Policies;

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

    /// <summary>Null if it has none: then requests pay nothing for functions.</summary>
    public BehaviorFunctions? Functions { get; init; }

    /// <summary>Forwarding any cookie, by either policy, switches off collapsing and conditional requests (CUS, COK).</summary>
    public bool ForwardsCookies => CachePolicy.Cookies.Mode != SelectionMode.None || OriginRequestPolicy.Cookies.Mode != SelectionMode.None;

    public bool ForwardsHeader(string name) => CachePolicy.Headers.Includes(name) || OriginRequestPolicy.Headers.Includes(name);
}
