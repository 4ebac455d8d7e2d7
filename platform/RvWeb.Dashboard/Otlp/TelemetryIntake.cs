using RvWeb.Dashboard.Otlp.Protos;
using RvWeb.Dashboard.Telemetry;

namespace RvWeb.Dashboard.Otlp;

/// <summary>What all doors, HTTP, gRPC and the import, do with an export.</summary>
internal sealed class TelemetryIntake(TelemetryData data)
{
    /// <summary>The largest export in bytes, after decompression.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private readonly SpanReader _spans = new(data.Limits, data.Resources);
    private readonly LogReader _logs = new(data.Limits, data.Resources);
    private readonly MetricReader _metrics = new(data.Limits, data.Resources);

    public ExportTraceServiceResponse Take(ExportTraceServiceRequest request)
    {
        var (read, rejected) = _spans.Read(request);
        if (!data.Pauses.Swallow(Signal.Traces, read.Count))
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
        var read = _logs.Read(request);
        if (!data.Pauses.Swallow(Signal.Logs, read.Count))
            data.Logs.Add(read);
        return new ExportLogsServiceResponse();
    }

    public ExportMetricsServiceResponse Take(ExportMetricsServiceRequest request)
    {
        var (read, rejected) = _metrics.Read(request);
        if (!data.Pauses.Swallow(Signal.Metrics, read.Count))
            data.Metrics.Add(read);
        var response = new ExportMetricsServiceResponse();
        if (rejected > 0)
            response.PartialSuccess = new ExportMetricsPartialSuccess
            {
                RejectedDataPoints = rejected,
                ErrorMessage = "A value is neither NaN nor infinite.",
            };
        return response;
    }
}
