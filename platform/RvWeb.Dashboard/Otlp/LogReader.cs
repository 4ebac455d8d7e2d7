using RvWeb.Dashboard.Logs;
using RvWeb.Dashboard.Otlp.Protos;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Otlp;

/// <summary>Makes records of exported logs.</summary>
internal sealed class LogReader(TelemetryLimits limits, ResourceTable resources)
{
    private readonly AttributeReader _attributes = new(limits);

    public List<LogEntry> Read(ExportLogsServiceRequest request)
    {
        var entries = new List<LogEntry>();
        foreach (var source in request.ResourceLogs)
        {
            var (resource, weight) = resources.Shared(_attributes.Resource(source.Resource));
            foreach (var scope in source.ScopeLogs)
                foreach (var sent in scope.LogRecords)
                {
                    entries.Add(Read(sent, resource, _attributes.Name(scope.Scope?.Name ?? "")) with { ResourceWeight = weight });
                    weight = 0;
                }
        }

        return entries;
    }

    private LogEntry Read(LogRecord sent, TelemetryResource resource, string scope) => new()
    {
        Resource = resource,
        Scope = scope,
        // The time of the event is optional; the collector's own is not.
        At = WireFormat.Time(sent.TimeUnixNano != 0 ? sent.TimeUnixNano : sent.ObservedTimeUnixNano),
        Severity = sent.SeverityNumber,
        SeverityText = _attributes.Name(sent.SeverityText),
        Body = new TelemetryAttribute("body", _attributes.Value(sent.Body)).Text,
        Attributes = _attributes.Read(sent.Attributes),
        TraceId = WireFormat.TraceId(sent.TraceId),
        SpanId = WireFormat.SpanId(sent.SpanId),
    };
}
