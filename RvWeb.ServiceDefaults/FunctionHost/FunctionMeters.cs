using System.Diagnostics.Metrics;

namespace RvWeb.ServiceDefaults.FunctionHost;

/// <summary>Makes the meters that parts of the framework ask for: one for each name, version and set of tags.</summary>
internal sealed class FunctionMeters : IMeterFactory
{
    private readonly Lock _turn = new();
    private readonly List<SharedMeter> _meters = [];
    private bool _isDisposed;

    public Meter Create(MeterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Scope is not null && options.Scope != this)
            throw new InvalidOperationException($"The meter '{options.Name}' has the scope '{options.Scope}'. Leave it out: it is the factory.");
        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var known = _meters.Find(meter => meter.Name == options.Name && meter.Version == options.Version && HasTags(meter, options.Tags));
            return known ?? Add(options);
        }
    }

    public void Dispose()
    {
        lock (_turn)
        {
            _isDisposed = true;
            _meters.ForEach(meter => meter.End());
            _meters.Clear();
        }
    }

    private static bool HasTags(Meter meter, IEnumerable<KeyValuePair<string, object?>>? tags) =>
        meter.Tags is null || tags is null ? meter.Tags == tags : meter.Tags.ToHashSet().SetEquals(tags);

    private SharedMeter Add(MeterOptions options)
    {
        var scope = options.Scope;
        options.Scope = this;
        var meter = new SharedMeter(options);
        options.Scope = scope;
        _meters.Add(meter);
        return meter;
    }

    /// <summary>One that its users, who share it, cannot end.</summary>
    private sealed class SharedMeter(MeterOptions options) : Meter(options)
    {
        private bool _ends;

        public void End()
        {
            _ends = true;
            Dispose();
        }

        protected override void Dispose(bool disposing)
        {
            if (_ends)
                base.Dispose(disposing);
        }
    }
}
