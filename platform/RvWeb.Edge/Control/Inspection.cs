using RvWeb.Edge.Cache;
using RvWeb.Edge.EdgeLocations;
using RvWeb.Edge.Hosting;
using RvWeb.Edge.Invalidation;
using RvWeb.Edge.Keys;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Warnings;

namespace RvWeb.Edge.Control;

/// <summary>Looks into the running edge.</summary>
internal sealed class Inspection(
    PopDirectory pops, OriginClient origin, Invalidations invalidations, Accidents accidents, EdgeOptions options, TimeProvider time)
{
    public InspectionView All(string? pattern, EdgeLocation? pop, int limit) =>
        new(options.Distribution.LogicalId, Statistics(), Entries(pattern, pop, limit), accidents.All());

    public StatisticsView Statistics() => new(origin.Fetches, invalidations.All().Count, [.. pops.All.Select(Location)]);

    /// <param name="pattern">As for an invalidation: a path, or the beginning of one and a star; null for all.</param>
    /// <param name="pop">Null for all.</param>
    /// <param name="limit">The most entries to return.</param>
    public EntryView[] Entries(string? pattern, EdgeLocation? pop, int limit)
    {
        var now = time.GetUtcNow();
        var targets = pattern is null ? null : new InvalidationTargets([new InvalidationPath(pattern)], options.Distribution.DefaultRootObject);
        return [.. Stored(pop)
            .Where(entry => targets?.Cover(entry.Key) != false)
            .OrderBy(entry => CacheKeyParts.Read(entry.Key).Target, StringComparer.Ordinal).ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(limit)
            .Select(entry => EntryReading.View(entry.Pop, entry.Key, entry.Answer, now))];
    }

    /// <returns>Null if there is no entry of that id.</returns>
    public EntryDetail? Entry(string id, EdgeLocation? pop)
    {
        var found = Stored(pop).FirstOrDefault(entry => EntryReading.Id(entry.Key) == id);
        return found.Answer is null
            ? null
            : new EntryDetail(EntryReading.View(found.Pop, found.Key, found.Answer, time.GetUtcNow()), EntryReading.Headers(found.Answer));
    }

    private IEnumerable<(string Pop, string Key, StoredAnswer Answer)> Stored(EdgeLocation? pop) =>
        (pop is null ? pops.All : [pop]).SelectMany(location => location.Store.Snapshot().Select(entry => (location.Pop, entry.Key, entry.Answer)));

    private static LocationView Location(EdgeLocation location) => new(
        location.Pop, location.Store.Snapshot().Count, location.Store.Bytes, location.Revalidator.Running,
        location.Requests.Hits, location.Requests.RefreshHits, location.Requests.Misses, location.Requests.Errors, location.Requests.Others);
}
