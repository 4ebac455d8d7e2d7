using Google.Protobuf;
using RvWeb.Dashboard.Otlp.Protos;

namespace RvWeb.Tests.Dashboard.Telemetry;

/// <summary>Builds exports of logs by hand.</summary>
internal static class LogSample
{
    public static ExportLogsServiceRequest Of(string body, int severity = 9, string? traceId = null, params (string Name, object Value)[] attributes)
    {
        var record = new LogRecord
        {
            TimeUnixNano = MetricSample.Nano(1),
            SeverityNumber = severity,
            Body = new AnyValue { StringValue = body },
            Attributes = { attributes.Select(attribute => SampleTrace.Attribute(attribute.Name, attribute.Value)) },
        };
        if (traceId is not null)
            record.TraceId = ByteString.CopyFrom(Convert.FromHexString(traceId));
        return new ExportLogsServiceRequest { ResourceLogs = { new ResourceLogs { ScopeLogs = { new ScopeLogs { LogRecords = { record } } } } } };
    }
}
