using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Metrics;

/// <summary>The metrics in memory. Thread-safe.</summary>
internal sealed class MetricStore(TelemetryLimits limits, ChangeSignal changes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Shelf> _shelves = new(StringComparer.Ordinal);
    private long _clock;

    public Cuts Cuts { get; } = new(limits);

    public void Add(IReadOnlyCollection<(TelemetryResource Source, MetricReading Reading)> readings)
    {
        if (readings.Count == 0)
            return;
        lock (_gate)
            foreach (var (source, reading) in readings)
                Add(source, reading);
        changes.Notify(ChangeTopics.Metrics);
    }

    public IReadOnlyList<string> Resources()
    {
        lock (_gate)
            return [.. _shelves.Keys.Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Of one resource, by meter and name.</summary>
    public IReadOnlyList<InstrumentFacts> Instruments(string resource)
    {
        lock (_gate)
            return _shelves.TryGetValue(resource, out var shelf)
                ? [.. shelf.Instruments.Values.Select(instrument => instrument.Facts)
                    .OrderBy(facts => facts.Name.Meter, StringComparer.Ordinal).ThenBy(facts => facts.Name.Name, StringComparer.Ordinal)]
                : [];
    }

    /// <summary>All instruments of one resource as they are now.</summary>
    public IReadOnlyList<InstrumentSnapshot> All(string resource)
    {
        lock (_gate)
            return _shelves.TryGetValue(resource, out var shelf)
                ? [.. shelf.Instruments.Values.Select(instrument => InstrumentSnapshot.Of(instrument, shelf.Source))]
                : [];
    }

    /// <summary>The instrument as it is now, or null.</summary>
    public InstrumentSnapshot? Find(InstrumentName name)
    {
        lock (_gate)
            return _shelves.TryGetValue(name.Resource, out var shelf) && shelf.Instruments.TryGetValue(name, out var instrument)
                ? InstrumentSnapshot.Of(instrument, shelf.Source) : null;
    }

    /// <summary>Points that are kept, by resource.</summary>
    public IReadOnlyDictionary<string, int> Counts()
    {
        lock (_gate)
            return _shelves.ToDictionary(
                shelf => shelf.Key, shelf => shelf.Value.Instruments.Values.Sum(instrument => instrument.Dimensions.Sum(dimension => dimension.Points)), StringComparer.Ordinal);
    }

    /// <summary>Forgets all of a resource, or of every one.</summary>
    public void Clear(string? resource)
    {
        lock (_gate)
            if (resource is null)
                _shelves.Clear();
            else
                _shelves.Remove(resource);
        Cuts.Forget(resource);
        changes.Notify(ChangeTopics.Metrics);
    }

    private void Add(TelemetryResource source, MetricReading reading)
    {
        var name = reading.Instrument.Name;
        if (!_shelves.TryGetValue(name.Resource, out var shelf))
        {
            if (_shelves.Count >= limits.Resources)
                _shelves.Remove(_shelves.MinBy(entry => entry.Value.LastUsed).Key);
            _shelves.Add(name.Resource, shelf = new Shelf { Source = source });
        }

        shelf.LastUsed = ++_clock;
        shelf.Source = source;
        if (!shelf.Instruments.TryGetValue(name, out var instrument))
        {
            if (shelf.Instruments.Count >= limits.InstrumentsPerResource)
            {
                Cuts.Add(name.Resource, 1);
                return;
            }
            shelf.Instruments.Add(name, instrument = new Instrument(reading.Instrument, limits));
        }

        // Attributes are kept as long as their dimension: they may take most of the room, never all of it.
        var mayBranch = shelf.Weight < limits.NumbersPerResource / 4 * 3 && _shelves.Values.Sum(each => each.Weight) < limits.Numbers / 4 * 3;
        var (isKept, growth) = instrument.Add(reading, mayBranch);
        if (!isKept)
            Cuts.Add(name.Resource, 1);
        shelf.Weight += growth;
        MakeRoom(name.Resource, shelf);
    }

    private void MakeRoom(string resource, Shelf shelf)
    {
        if (shelf.Weight > limits.NumbersPerResource)
            Cuts.Add(resource, shelf.Halve());
        if (_shelves.Count > 1 && _shelves.Values.Sum(each => each.Weight) > limits.Numbers && _shelves.MaxBy(each => each.Value.Weight) is var largest)
            Cuts.Add(largest.Key, largest.Value.Halve());
    }

    private sealed class Shelf
    {
        public Dictionary<InstrumentName, Instrument> Instruments { get; } = [];
        public required TelemetryResource Source { get; set; }
        public long Weight { get; set; }
        public long LastUsed { get; set; }

        /// <summary>Forgets the older half of every dimension: seldom, so the walk over all of them is no matter.</summary>
        /// <returns>How many points went.</returns>
        public long Halve()
        {
            var dimensions = Instruments.Values.SelectMany(instrument => instrument.Dimensions).ToList();
            var gone = dimensions.Sum(dimension => (long)dimension.Halve());
            Weight = dimensions.Sum(dimension => dimension.Weight);
            return gone;
        }
    }
}
