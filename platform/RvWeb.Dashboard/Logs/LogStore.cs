using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Logs;

/// <summary>The structured logs in memory. Thread-safe.</summary>
internal sealed class LogStore(TelemetryLimits limits, ChangeSignal changes)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<LogEntry> _arrived = new();
    private readonly Retention<LinkedListNode<LogEntry>> _retention =
        new(limits, limits.LogsPerResource, node => node.Value.Weight);

    public void Add(IReadOnlyCollection<LogEntry> entries)
    {
        if (entries.Count == 0)
            return;
        lock (_gate)
            foreach (var entry in entries)
                foreach (var oldest in _retention.Add(entry.Resource.Name, _arrived.AddLast(entry)))
                    _arrived.Remove(oldest);
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

    public IReadOnlyList<string> Resources()
    {
        lock (_gate)
            return [.. _arrived.Select(entry => entry.Resource.Name).Distinct().Order(StringComparer.OrdinalIgnoreCase)];
    }
}
