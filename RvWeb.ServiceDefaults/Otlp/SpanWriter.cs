using System.Diagnostics;

namespace RvWeb.ServiceDefaults.Otlp;

/// <summary>Writes ended activities as an ExportTraceServiceRequest (opentelemetry/proto/trace/v1).</summary>
internal static class SpanWriter
{
    public static ReadOnlyMemory<byte> Write(OtlpResource resource, IEnumerable<Activity> spans)
    {
        var writer = new ProtobufWriter();
        var request = writer.Begin(1);
        resource.Write(writer);
        foreach (var source in spans.GroupBy(span => span.Source))
        {
            var scopeSpans = writer.Begin(2);
            var scope = writer.Begin(1);
            writer.String(1, source.Key.Name);
            writer.String(2, source.Key.Version);
            writer.End(scope);
            foreach (var span in source)
                Write(writer, span);
            writer.End(scopeSpans);
        }

        writer.End(request);
        return writer.Written;
    }

    public static long Nanoseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    private static void Write(ProtobufWriter writer, Activity activity)
    {
        var span = writer.Begin(2);
        writer.Hex(1, activity.TraceId.ToHexString());
        writer.Hex(2, activity.SpanId.ToHexString());
        writer.String(3, activity.TraceStateString);
        if (activity.ParentSpanId != default)
            writer.Hex(4, activity.ParentSpanId.ToHexString());
        writer.String(5, activity.DisplayName);
        // OTLP counts kinds from 1 (internal), .NET from 0, in the same order.
        writer.Number(6, (int)activity.Kind + 1);
        writer.Fixed64(7, Nanoseconds(activity.StartTimeUtc));
        writer.Fixed64(8, Nanoseconds(activity.StartTimeUtc + activity.Duration));
        foreach (var (name, value) in activity.EnumerateTagObjects())
            writer.Attribute(9, name, value);
        foreach (ref readonly var happened in activity.EnumerateEvents())
            Write(writer, happened);
        foreach (ref readonly var link in activity.EnumerateLinks())
            Write(writer, link);
        WriteStatus(writer, activity);
        writer.End(span);
    }

    private static void Write(ProtobufWriter writer, ActivityEvent happened)
    {
        var message = writer.Begin(11);
        writer.Fixed64(1, Nanoseconds(happened.Timestamp.UtcDateTime));
        writer.String(2, happened.Name);
        foreach (var (name, value) in happened.EnumerateTagObjects())
            writer.Attribute(3, name, value);
        writer.End(message);
    }

    private static void Write(ProtobufWriter writer, ActivityLink link)
    {
        var message = writer.Begin(13);
        writer.Hex(1, link.Context.TraceId.ToHexString());
        writer.Hex(2, link.Context.SpanId.ToHexString());
        writer.String(3, link.Context.TraceState);
        foreach (var (name, value) in link.EnumerateTagObjects())
            writer.Attribute(4, name, value);
        writer.End(message);
    }

    private static void WriteStatus(ProtobufWriter writer, Activity activity)
    {
        if (activity.Status == ActivityStatusCode.Unset)
            return;
        var status = writer.Begin(15);
        writer.String(2, activity.StatusDescription);
        writer.Number(3, (int)activity.Status);
        writer.End(status);
    }
}
