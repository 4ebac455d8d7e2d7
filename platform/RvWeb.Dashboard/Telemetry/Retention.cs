namespace RvWeb.Dashboard.Telemetry;

/// <summary>Decides what has to go when something comes: the oldest items of the same resource first. Not thread-safe.</summary>
internal sealed class Retention<T>(int items, long weight, int resources, Func<T, long> weigh)
{
    private readonly Dictionary<string, Shelf> shelves = new(StringComparer.Ordinal);
    private long clock;

    /// <summary>Keeps the item.</summary>
    /// <returns>The items to forget, oldest first; never the one just added.</returns>
    public IReadOnlyList<T> Add(string resource, T item)
    {
        var evicted = new List<T>();
        if (!shelves.TryGetValue(resource, out var shelf))
        {
            if (shelves.Count >= resources)
                DropQuietest(evicted);
            shelves.Add(resource, shelf = new Shelf());
        }

        shelf.LastUsed = ++clock;
        shelf.Items.Enqueue(item);
        shelf.Weight += weigh(item);
        while (shelf.Items.Count > 1 && (shelf.Items.Count > items || shelf.Weight > weight))
        {
            var oldest = shelf.Items.Dequeue();
            shelf.Weight -= weigh(oldest);
            evicted.Add(oldest);
        }

        return evicted;
    }

    private void DropQuietest(List<T> evicted)
    {
        var (name, shelf) = shelves.MinBy(entry => entry.Value.LastUsed);
        shelves.Remove(name);
        evicted.AddRange(shelf.Items);
    }

    private sealed class Shelf
    {
        public Queue<T> Items { get; } = new();
        public long Weight { get; set; }
        public long LastUsed { get; set; }
    }
}
