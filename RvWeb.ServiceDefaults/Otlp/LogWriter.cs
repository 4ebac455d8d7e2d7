namespace RvWeb.ServiceDefaults.Otlp;

/// <summary>Writes log entries as an ExportLogsServiceRequest (opentelemetry/proto/logs/v1).</summary>
internal static class LogWriter
{
    public static ReadOnlyMemory<byte> Write(OtlpResource resource, IEnumerable<LogRecord> records)
    {
        var writer = new ProtobufWriter();
        var request = writer.Begin(1);
        resource.Write(writer);
        foreach (var category in records.GroupBy(record => record.Category))
        {
            var scopeLogs = writer.Begin(2);
            var scope = writer.Begin(1);
            writer.String(1, category.Key);
            writer.End(scope);
            foreach (var record in category)
                Write(writer, record);
            writer.End(scopeLogs);
        }

        writer.End(request);
        return writer.Written;
    }

    private static void Write(ProtobufWriter writer, LogRecord record)
    {
        var message = writer.Begin(2);
        writer.Fixed64(1, SpanWriter.Nanoseconds(record.At.UtcDateTime));
        // Each level spans four numbers, from TRACE at 1 (logs data model, SeverityNumber).
        writer.Number(2, (int)record.Level * 4 + 1);
        writer.String(3, record.Level.ToString());
        writer.Value(5, record.Message);
        foreach (var (name, value) in record.Attributes)
            if (name != "{OriginalFormat}")
                writer.Attribute(6, name, value);
        if (record.Exception is { } exception)
        {
            writer.Attribute(6, "exception.type", exception.GetType().Name);
            writer.Attribute(6, "exception.message", exception.Message);
            writer.Attribute(6, "exception.stacktrace", exception.ToString());
        }

        if (record.Span != default)
        {
            writer.Hex(9, record.Span.TraceId.ToHexString());
            writer.Hex(10, record.Span.SpanId.ToHexString());
        }

        writer.End(message);
    }
}
