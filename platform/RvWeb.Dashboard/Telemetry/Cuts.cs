namespace RvWeb.Dashboard.Telemetry;

/// <summary>Counts, by resource, what had to go for a limit, so that a page can say so. Thread-safe.</summary>
internal sealed class Cuts(TelemetryLimits limits)
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    public void Add(string resource, long count)
    {
        lock (_counts)
            // Names come from telemetry: the table does not grow beyond the resources there may be.
            if (count > 0 && (_counts.ContainsKey(resource) || _counts.Count < limits.Resources))
                _counts[resource] = _counts.GetValueOrDefault(resource) + count;
    }

    public void Forget(string? resource)
    {
        lock (_counts)
            if (resource is null)
                _counts.Clear();
            else
                _counts.Remove(resource);
    }

    /// <summary>Resources with what they lost, the largest loss first.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> All()
    {
        lock (_counts)
            return [.. _counts.OrderByDescending(entry => entry.Value)];
    }
}
