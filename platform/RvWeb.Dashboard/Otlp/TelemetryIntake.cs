using RvWeb.Dashboard.Otlp.Protos;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Otlp;

/// <summary>What both doors, HTTP and gRPC, do with an export.</summary>
internal sealed class TelemetryIntake(TelemetryData data)
{
    /// <summary>The largest export in bytes, after decompression.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private readonly SpanReader _spans = new(data.Limits);
    private readonly LogReader _logs = new(data.Limits);

    public ExportTraceServiceResponse Take(ExportTraceServiceRequest request)
    {
        var (read, rejected) = _spans.Read(request);
        data.Traces.Add(read);
        var response = new ExportTraceServiceResponse();
        if (rejected > 0)
            response.PartialSuccess = new ExportTracePartialSuccess
            {
                RejectedSpans = rejected,
                ErrorMessage = "A trace id has 16 bytes, a span id 8, and neither is all zeros.",
            };
        return response;
    }

    public ExportLogsServiceResponse Take(ExportLogsServiceRequest request)
    {
        data.Logs.Add(_logs.Read(request));
        return new ExportLogsServiceResponse();
    }

    public ExportMetricsServiceResponse Take(ExportMetricsServiceRequest request)
    {
        data.Metrics.Add(request.ResourceMetrics.SelectMany(source => source.ScopeMetrics)
            .SelectMany(scope => scope.Metrics).Sum(Points));
        return new ExportMetricsServiceResponse();
    }

    private static int Points(Metric metric) =>
        (metric.Gauge ?? metric.Sum ?? metric.Histogram ?? metric.ExponentialHistogram ?? metric.Summary)?.DataPoints.Count ?? 0;
}
