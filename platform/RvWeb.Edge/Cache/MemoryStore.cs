using RvWeb.Edge.Keys;
using RvWeb.Edge.Ranges;

namespace RvWeb.Edge.Cache;

/// <summary>Answers by key within a budget of bytes; what was used longest ago goes first. No rule depends on an entry staying.</summary>
internal sealed class MemoryStore(long budget)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = new();
    private readonly PartIndex _parts = new();

    public long Bytes { get; private set; }

    public StoredAnswer? Get(string key)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var node))
                return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Answer;
        }
    }

    public void Set(string key, StoredAnswer answer)
    {
        var entry = new Entry(key, answer, answer.Size + key.Length);
        lock (_gate)
        {
            Drop(key);
            if (entry.Size > budget)
                return;
            _entries[key] = _byUse.AddFirst(entry);
            Bytes += entry.Size;
            if (answer.Part is { } part && CacheKeyParts.WholeOf(key) is { } whole)
                _parts.Add(whole, key, part);
            while (Bytes > budget)
                Drop(_byUse.Last!.Value.Key);
        }
    }

    /// <summary>Replaces an answer unless somebody else has done so meanwhile.</summary>
    public void Replace(string key, StoredAnswer seen, StoredAnswer answer)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var node) && ReferenceEquals(node.Value.Answer, seen))
                Set(key, answer);
        }
    }

    public void Remove(string key)
    {
        lock (_gate)
            Drop(key);
    }

    /// <summary>The stored parts of an object in which a range lies, the newest first.</summary>
    public IReadOnlyList<(string Key, StoredAnswer Answer)> Covering(string wholeKey, RangeSpec range)
    {
        lock (_gate)
            return [.. _parts.Covering(wholeKey, range).Select(key => (key, _entries[key].Value.Answer))];
    }

    /// <summary>What is stored now, in no order.</summary>
    public IReadOnlyList<(string Key, StoredAnswer Answer)> Snapshot()
    {
        lock (_gate)
            return [.. _entries.Values.Select(node => (node.Value.Key, node.Value.Answer))];
    }

    private void Drop(string key)
    {
        if (!_entries.Remove(key, out var node))
            return;
        _byUse.Remove(node);
        Bytes -= node.Value.Size;
        if (node.Value.Answer.Part is not null && CacheKeyParts.WholeOf(key) is { } whole)
            _parts.Remove(whole, key);
    }

    private sealed record Entry(string Key, StoredAnswer Answer, long Size);
}
