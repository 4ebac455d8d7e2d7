using RvWeb.Dashboard.Otlp.Protos;
using RvWeb.Dashboard.Telemetry;
using RvWeb.Dashboard.Traces;

namespace RvWeb.Dashboard.Otlp;

/// <summary>Makes records of exported spans.</summary>
internal sealed class SpanReader(TelemetryLimits limits, ResourceTable resources)
{
    private readonly AttributeReader _attributes = new(limits);

    /// <summary>The spans whose ids are valid; the others cannot be told apart and count as rejected.</summary>
    public (List<Traces.Span> Spans, int Rejected) Read(ExportTraceServiceRequest request)
    {
        var spans = new List<Traces.Span>();
        var rejected = 0;
        foreach (var source in request.ResourceSpans)
        {
            var (resource, weight) = resources.Shared(_attributes.Resource(source.Resource));
            foreach (var scope in source.ScopeSpans)
                foreach (var sent in scope.Spans)
                    if (Read(sent, resource, _attributes.Name(scope.Scope?.Name ?? "")) is { } span)
                    {
                        spans.Add(weight == 0 ? span : span with { ResourceWeight = weight });
                        weight = 0;
                    }
                    else
                        rejected++;
        }

        return (spans, rejected);
    }

    private Traces.Span? Read(Protos.Span sent, TelemetryResource resource, string scope)
    {
        if (WireFormat.TraceId(sent.TraceId) is not { } traceId || WireFormat.SpanId(sent.SpanId) is not { } spanId)
            return null;
        return new Traces.Span
        {
            TraceId = traceId,
            SpanId = spanId,
            ParentSpanId = WireFormat.SpanId(sent.ParentSpanId),
            Name = _attributes.Name(sent.Name),
            Resource = resource,
            Scope = scope,
            Kind = Enum.IsDefined((SpanKind)sent.Kind) ? (SpanKind)sent.Kind : SpanKind.Unspecified,
            Start = WireFormat.Time(sent.StartTimeUnixNano),
            End = WireFormat.Time(sent.EndTimeUnixNano),
            Status = sent.Status?.Code is 1 or 2 ? (SpanStatus)sent.Status.Code : SpanStatus.Unset,
            StatusMessage = _attributes.Message(sent.Status?.Message ?? ""),
            Attributes = _attributes.Read(sent.Attributes),
            Events = [.. sent.Events.Take(limits.EventsPerSpan).Select(Read)],
            Links = [.. sent.Links.Take(limits.LinksPerSpan).Select(Read).OfType<SpanLink>()],
        };
    }

    private SpanEvent Read(Protos.Span.Types.Event sent) =>
        new(WireFormat.Time(sent.TimeUnixNano), _attributes.Name(sent.Name), _attributes.Read(sent.Attributes));

    private SpanLink? Read(Protos.Span.Types.Link sent) =>
        WireFormat.TraceId(sent.TraceId) is { } traceId && WireFormat.SpanId(sent.SpanId) is { } spanId
            ? new SpanLink(traceId, spanId, _attributes.Read(sent.Attributes))
            : null;
}
