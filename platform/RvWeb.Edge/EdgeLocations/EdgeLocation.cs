using RvWeb.Edge.Cache;
using RvWeb.Edge.Invalidation;
using RvWeb.Edge.Revalidation;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.EdgeLocations;

/// <summary>
/// One point of presence: a cache of its own, with its own collapsing and revalidation. All of its parts come from one scope of
/// services, so that a part cannot reach another location's cache.
/// </summary>
internal sealed class EdgeLocation(int number, IServiceProvider services)
{
    public int Number => number;

    /// <summary>As X-Amz-Cf-Pop shows it; real ones name an airport.</summary>
    public string Pop { get; } = number == 1 ? EdgeIdentity.Pop : $"LOCAL{number}-P1";

    public CachedAnswers Answers { get; } = services.GetRequiredService<CachedAnswers>();

    public Revalidator Revalidator { get; } = services.GetRequiredService<Revalidator>();

    public MemoryStore Store { get; } = services.GetRequiredService<MemoryStore>();

    public RequestCollapsing Collapsing { get; } = services.GetRequiredService<RequestCollapsing>();

    public RequestCounts Requests { get; } = new();

    /// <returns>How many entries went.</returns>
    public int Remove(InvalidationTargets targets)
    {
        var removed = 0;
        foreach (var (key, _) in Store.Snapshot())
        {
            if (!targets.Cover(key))
                continue;
            Store.Remove(key);
            removed++;
        }

        return removed;
    }
}
