using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Logs;

/// <summary>The structured logs in memory. Thread-safe.</summary>
internal sealed class LogStore(TelemetryLimits limits, ChangeSignal changes)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<LogEntry> _arrived = new();
    private readonly Retention<LinkedListNode<LogEntry>> _retention =
        new(limits, limits.LogsPerResource, node => node.Value.Weight);

    private long _last;

    /// <summary>Logs that went for a limit.</summary>
    public Cuts Cuts { get; } = new(limits);

    /// <summary>Raised with the logs that were kept, in the thread that brought them.</summary>
    public event Action<IReadOnlyCollection<LogEntry>>? Added;

    public void Add(IReadOnlyCollection<LogEntry> entries)
    {
        if (entries.Count == 0)
            return;
        var kept = new List<LogEntry>(entries.Count);
        lock (_gate)
            foreach (var entry in entries)
            {
                kept.Add(entry with { Number = ++_last });
                Keep(kept[^1]);
            }
        Added?.Invoke(kept);
        changes.Notify(ChangeTopics.Logs);
    }

    /// <summary>The logs written within a trace, in order of time.</summary>
    public IReadOnlyList<LogEntry> Of(string traceId)
    {
        lock (_gate)
            return [.. _arrived.Where(entry => entry.TraceId == traceId).OrderBy(entry => entry.At)];
    }

    /// <summary>The last ones that arrived and match, newest first.</summary>
    public IReadOnlyList<LogEntry> Latest(int limit, Func<LogEntry, bool> matches)
    {
        var found = new List<LogEntry>();
        lock (_gate)
            for (var node = _arrived.Last; node is not null && found.Count < limit; node = node.Previous)
                if (matches(node.Value))
                    found.Add(node.Value);
        return [.. found.OrderByDescending(entry => entry.At)];
    }

    public LogEntry? Find(long number)
    {
        lock (_gate)
            return _arrived.FirstOrDefault(entry => entry.Number == number);
    }

    /// <summary>What is kept, by resource.</summary>
    public IReadOnlyDictionary<string, int> Counts()
    {
        lock (_gate)
            return _retention.Counts;
    }

    /// <summary>Forgets all of a resource, or of every one.</summary>
    public void Clear(string? resource)
    {
        lock (_gate)
            foreach (var node in _retention.Clear(resource))
                _arrived.Remove(node);
        Cuts.Forget(resource);
        changes.Notify(ChangeTopics.Logs);
    }

    public IReadOnlyList<string> Resources()
    {
        lock (_gate)
            return [.. _arrived.Select(entry => entry.Resource.Name).Distinct().Order(StringComparer.OrdinalIgnoreCase)];
    }

    private void Keep(LogEntry entry)
    {
        foreach (var oldest in _retention.Add(entry.Resource.Name, _arrived.AddLast(entry)))
        {
            Cuts.Add(oldest.Value.Resource.Name, 1);
            _arrived.Remove(oldest);
        }
    }
}
