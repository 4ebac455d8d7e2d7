using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Traces;

/// <summary>The traces in memory. Spans may come in any order, twice, and without their parents. Thread-safe.</summary>
internal sealed class TraceStore(TelemetryLimits limits, ChangeSignal changes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredTrace> _traces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Span>> _linkedFrom = new(StringComparer.Ordinal);
    private readonly Retention<Span> _retention = new(limits, limits.SpansPerResource, span => span.Weight);

    /// <summary>Spans that went for a limit.</summary>
    public Cuts Cuts { get; } = new(limits);

    /// <summary>Raised with the spans that were kept, in the thread that brought them.</summary>
    public event Action<IReadOnlyCollection<Span>>? Added;

    /// <summary>Keeps the spans, forgetting the oldest of the same resource beyond the limits.</summary>
    public void Add(IReadOnlyCollection<Span> spans)
    {
        if (spans.Count == 0)
            return;
        lock (_gate)
            foreach (var span in spans)
                Add(span);
        Added?.Invoke(spans);
        changes.Notify(ChangeTopics.Traces);
    }

    public Trace? Find(string traceId)
    {
        lock (_gate)
            return _traces.TryGetValue(traceId, out var trace)
                ? new Trace(trace.Summary, [.. trace.Spans.Values], [.. _linkedFrom.GetValueOrDefault(traceId, [])])
                : null;
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<TraceSummary> List(TraceFilter filter)
    {
        lock (_gate)
            return [.. _traces.Values.Select(trace => trace.Summary).Where(filter.Matches)
                .OrderByDescending(trace => trace.Start).Take(filter.Limit)];
    }

    /// <summary>In order of arrival within a resource.</summary>
    public IReadOnlyList<Span> Spans()
    {
        lock (_gate)
            return [.. _retention.Items];
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
            foreach (var span in _retention.Clear(resource))
                Forget(span);
        Cuts.Forget(resource);
        changes.Notify(ChangeTopics.Traces);
    }

    /// <summary>Names of the resources that sent the spans at hand.</summary>
    public IReadOnlyList<string> Resources()
    {
        lock (_gate)
            return [.. _traces.Values.SelectMany(trace => trace.Summary.Resources).Select(share => share.Resource)
                .Distinct().Order(StringComparer.OrdinalIgnoreCase)];
    }

    private void Add(Span span)
    {
        if (!_traces.TryGetValue(span.TraceId, out var trace))
            _traces.Add(span.TraceId, trace = new StoredTrace());
        // An exporter that got no answer sends the same spans again.
        if (!trace.TryAdd(span))
            return;
        foreach (var target in LinkTargets(span))
        {
            if (!_linkedFrom.TryGetValue(target, out var sources))
                _linkedFrom.Add(target, sources = []);
            sources.Add(span);
        }

        foreach (var oldest in _retention.Add(span.Resource.Name, span))
        {
            Cuts.Add(oldest.Resource.Name, 1);
            Forget(oldest);
        }
    }

    private void Forget(Span span)
    {
        if (_traces.TryGetValue(span.TraceId, out var trace) && trace.Remove(span))
            _traces.Remove(span.TraceId);
        foreach (var target in LinkTargets(span))
            if (_linkedFrom.TryGetValue(target, out var sources) && sources.Remove(span) && sources.Count == 0)
                _linkedFrom.Remove(target);
    }

    private static IEnumerable<string> LinkTargets(Span span) =>
        span.Links.Select(link => link.TraceId).Where(target => target != span.TraceId).Distinct();

    private sealed class StoredTrace
    {
        private TraceSummary? _summary;

        public Dictionary<string, Span> Spans { get; } = new(StringComparer.Ordinal);

        public TraceSummary Summary => _summary ??= TraceSummary.Of(Spans.Values);

        public bool TryAdd(Span span)
        {
            _summary = null;
            return Spans.TryAdd(span.SpanId, span);
        }

        /// <returns>Whether it was the last one.</returns>
        public bool Remove(Span span)
        {
            _summary = null;
            Spans.Remove(span.SpanId);
            return Spans.Count == 0;
        }
    }
}
