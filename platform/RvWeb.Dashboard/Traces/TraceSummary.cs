namespace RvWeb.Dashboard.Traces;

/// <summary>A trace in one line.</summary>
internal sealed record TraceSummary
{
    public required string TraceId { get; init; }

    /// <summary>The root span's title; of the earliest span if the root has not arrived.</summary>
    public required string Name { get; init; }

    public required string RootResource { get; init; }
    public required DateTimeOffset Start { get; init; }
    public required TimeSpan Duration { get; init; }
    public required int SpanCount { get; init; }

    /// <summary>In the order in which the request reached them.</summary>
    public required IReadOnlyList<ResourceShare> Resources { get; init; }

    public required bool HasError { get; init; }

    /// <summary>Somebody waited for an init.</summary>
    public required bool HasColdStart { get; init; }

    /// <summary>The edge's <c>X-Cache</c>, if the request went through one.</summary>
    public string? XCache { get; init; }

    public static TraceSummary Of(IReadOnlyCollection<Span> spans)
    {
        var ordered = spans.OrderBy(span => span.Start).ToList();
        var root = ordered.Find(span => span.ParentSpanId is null) ?? ordered[0];
        var end = ordered.Max(span => span.Start + span.Duration);
        return new TraceSummary
        {
            TraceId = root.TraceId,
            Name = root.Title,
            RootResource = root.Resource.Name,
            Start = ordered[0].Start,
            Duration = end - ordered[0].Start,
            SpanCount = ordered.Count,
            Resources = [.. ordered.GroupBy(span => span.Resource.Name, StringComparer.Ordinal)
                .Select(group => new ResourceShare(group.Key, group.Count(), group.Any(span => span.IsError)))],
            HasError = ordered.Exists(span => span.IsError),
            HasColdStart = HasWaited(ordered),
            XCache = ordered.Select(span => span.Attributes.Text("cloudfront.x_cache")).FirstOrDefault(value => value is not null),
        };
    }

    // Who invoked knows whether it waited for an init; the function itself only that it had not run before.
    private static bool HasWaited(List<Span> spans)
    {
        var invocations = spans.FindAll(span => span.Attributes.Text("faas.invoked_name") is not null);
        return (invocations.Count > 0 ? invocations : spans).Exists(span => span.Attributes.IsTrue("faas.coldstart"));
    }
}
