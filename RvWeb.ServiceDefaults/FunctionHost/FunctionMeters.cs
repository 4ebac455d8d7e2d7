using System.Diagnostics.Metrics;

namespace RvWeb.ServiceDefaults.FunctionHost;

/// <summary>Makes the meters that parts of the framework ask for: one for each name and version.</summary>
internal sealed class FunctionMeters : IMeterFactory
{
    private readonly Lock _turn = new();
    private readonly Dictionary<(string Name, string? Version), Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (_turn)
        {
            if (_meters.TryGetValue((options.Name, options.Version), out var known))
                return known;
            options.Scope = this;
            return _meters[(options.Name, options.Version)] = new Meter(options);
        }
    }

    public void Dispose()
    {
        foreach (var meter in _meters.Values)
            meter.Dispose();
    }
}
