namespace RvWeb.Dashboard.Telemetry;

/// <summary>Lets all telemetry of a resource share one description of it, which every export repeats. Thread-safe.</summary>
internal sealed class ResourceTable(TelemetryLimits limits)
{
    private readonly Dictionary<string, TelemetryResource> _known = new(StringComparer.Ordinal);

    /// <returns>The description to keep, and what it weighs if it is new.</returns>
    public (TelemetryResource Resource, long NewWeight) Shared(TelemetryResource sent)
    {
        lock (_known)
        {
            if (_known.TryGetValue(sent.Name, out var known) && known.Attributes.All.SequenceEqual(sent.Attributes.All))
                return (known, 0);
            if (_known.Count >= limits.Resources)
                _known.Clear(); // what is in use is described anew by the next export
            _known[sent.Name] = sent;
            return (sent, sent.Attributes.Weight);
        }
    }
}
