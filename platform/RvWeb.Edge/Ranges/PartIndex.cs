namespace RvWeb.Edge.Ranges;

/// <summary>Which parts of an object are stored under which keys. Not safe for several threads: the store has a gate.</summary>
internal sealed class PartIndex
{
    // By the key of the whole object.
    private readonly Dictionary<string, List<(string Key, StoredPart Part)>> _parts = new(StringComparer.Ordinal);

    public void Add(string wholeKey, string key, StoredPart part)
    {
        if (!_parts.TryGetValue(wholeKey, out var parts))
            _parts[wholeKey] = parts = [];
        parts.Add((key, part));
    }

    public void Remove(string wholeKey, string key)
    {
        if (!_parts.TryGetValue(wholeKey, out var parts))
            return;
        parts.RemoveAll(part => part.Key == key);
        if (parts.Count == 0)
            _parts.Remove(wholeKey);
    }

    /// <summary>Keys of the parts in which a range lies, the newest first.</summary>
    public IEnumerable<string> Covering(string wholeKey, RangeSpec range) => _parts.TryGetValue(wholeKey, out var parts)
        ? parts.AsEnumerable().Reverse().Where(part => part.Part.Within(range) is not null).Select(part => part.Key)
        : [];
}
