namespace RvWeb.Dashboard.Telemetry;

/// <summary>Decides what has to go when something comes: the oldest items of the same resource first. Not thread-safe.</summary>
internal sealed class Retention<T>(TelemetryLimits limits, int itemsPerResource, Func<T, long> weigh)
{
    private readonly Dictionary<string, Shelf> _shelves = new(StringComparer.Ordinal);
    private long _weight;
    private long _clock;

    /// <summary>Keeps the item.</summary>
    /// <returns>The items to forget, oldest first; never the one just added.</returns>
    public IReadOnlyList<T> Add(string resource, T item)
    {
        var evicted = new List<T>();
        if (!_shelves.TryGetValue(resource, out var shelf))
        {
            if (_shelves.Count >= limits.Resources)
                DropQuietest(evicted);
            _shelves.Add(resource, shelf = new Shelf());
        }

        Place(item, shelf);
        while (shelf.Items.Count > 1 && (shelf.Items.Count > itemsPerResource || shelf.Weight > limits.CharactersPerResource))
            evicted.Add(DropOldest(shelf));
        while (_weight > limits.Characters && _shelves.Values.MaxBy(other => other.Weight) is { Items.Count: > 1 } largest)
            evicted.Add(DropOldest(largest));
        return evicted;
    }

    public IEnumerable<T> Items => _shelves.Values.SelectMany(shelf => shelf.Items.Select(entry => entry.Item));

    /// <summary>Items that are kept, by resource.</summary>
    public IReadOnlyDictionary<string, int> Counts => _shelves.ToDictionary(shelf => shelf.Key, shelf => shelf.Value.Items.Count, StringComparer.Ordinal);

    /// <summary>Lets go of all of a resource, or of every one.</summary>
    /// <returns>The items to forget.</returns>
    public IReadOnlyList<T> Clear(string? resource)
    {
        var cleared = new List<T>();
        foreach (var name in _shelves.Keys.Where(name => resource is null || name == resource).ToList())
            Drop(name, cleared);
        return cleared;
    }

    private void Place(T item, Shelf shelf)
    {
        var added = weigh(item);
        shelf.LastUsed = ++_clock;
        shelf.Items.Enqueue((item, added));
        shelf.Weight += added;
        _weight += added;
    }

    private T DropOldest(Shelf shelf)
    {
        var (item, removed) = shelf.Items.Dequeue();
        shelf.Weight -= removed;
        _weight -= removed;
        return item;
    }

    private void DropQuietest(List<T> evicted)
    {
        Drop(_shelves.MinBy(entry => entry.Value.LastUsed).Key, evicted);
    }

    private void Drop(string resource, List<T> dropped)
    {
        if (!_shelves.Remove(resource, out var shelf))
            return;
        _weight -= shelf.Weight;
        dropped.AddRange(shelf.Items.Select(entry => entry.Item));
    }

    private sealed class Shelf
    {
        public Queue<(T Item, long Weight)> Items { get; } = new();
        public long Weight { get; set; }
        public long LastUsed { get; set; }
    }
}
