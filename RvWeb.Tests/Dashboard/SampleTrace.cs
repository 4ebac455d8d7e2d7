using System.Buffers.Binary;
using Google.Protobuf;
using RvWeb.Dashboard.Otlp.Protos;

namespace RvWeb.Tests.Dashboard;

/// <summary>Builds exports by hand: ids are small numbers, times are milliseconds after the trace's start.</summary>
internal sealed class SampleTrace(int trace, DateTimeOffset start)
{
    private readonly Dictionary<string, ScopeSpans> _resources = [];

    public ExportTraceServiceRequest Request { get; } = new();

    public string TraceId => Convert.ToHexStringLower(Id(trace, 16).Span);

    /// <summary>A viewer's request that misses the edge and waits for a new environment.</summary>
    public static SampleTrace ColdStart(int trace, DateTimeOffset start)
    {
        var sample = new SampleTrace(trace, start);
        sample.Add(1, 0, "edge", "GET /hello", 2, 0, 236.4,
            ("http.request.method", "GET"), ("url.path", "/hello"), ("http.response.status_code", 200L), ("cloudfront.x_cache", "Miss from cloudfront"),
            ("cloudfront.cache.decision", "miss"), ("cloudfront.cache.reason", "Nothing is stored under this key."));
        sample.Add(2, 1, "edge", "GET", 3, 1.2, 235.1, ("server.address", "localhost"), ("server.port", 9001L));
        sample.Add(3, 2, "function-url", "GET /hello", 2, 2.6, 234.2, ("faas.trigger", "http"));
        sample.Add(4, 3, "lambda", "invoke api", 1, 3.1, 233.8, ("faas.coldstart", true), ("faas.invocation_id", "8f1c0f5e"), ("faas.instance", "api-1"));
        sample.Add(5, 4, "lambda", "wait for environment", 1, 3.3, 196);
        sample.Add(6, 5, "lambda", "init environment", 1, 3.6, 195.8);
        sample.Add(7, 6, "api", "init", 1, 12.5, 195.2, ("faas.init_type", "on-demand"));
        sample.Add(8, 7, "api", "start runtime", 1, 12.5, 74);
        sample.Add(9, 7, "api", "build app", 1, 74, 148.3);
        sample.Add(10, 7, "api", "start app", 1, 148.3, 195.2);
        sample.Add(11, 4, "lambda", "run", 1, 196.1, 233.6);
        sample.Add(12, 11, "api", "invoke", 2, 197, 232.4, ("faas.coldstart", true));
        var handler = sample.Add(13, 12, "api", "GET /hello", 2, 203.5, 229.9, ("http.route", "/hello"), ("http.response.status_code", 200L));
        handler.Events.Add(new Span.Types.Event { Name = "rendered", TimeUnixNano = sample.Nano(220) });
        return sample;
    }

    public Span Add(int id, int parent, string resource, string name, int kind, double from, double to, params (string Name, object Value)[] attributes)
    {
        var span = new Span
        {
            TraceId = Id(trace, 16),
            SpanId = SpanId(id),
            ParentSpanId = parent == 0 ? ByteString.Empty : SpanId(parent),
            Name = name,
            Kind = kind,
            StartTimeUnixNano = Nano(from),
            EndTimeUnixNano = Nano(to),
            Attributes = { attributes.Select(attribute => Attribute(attribute.Name, attribute.Value)) },
        };
        Of(resource).Spans.Add(span);
        return span;
    }

    public SampleTrace Link(Span from, SampleTrace to, int span)
    {
        from.Links.Add(new Span.Types.Link { TraceId = Id(to.Number, 16), SpanId = to.SpanId(span) });
        return this;
    }

    public ulong Nano(double milliseconds) =>
        (ulong)(start.AddMicroseconds(milliseconds * 1000) - DateTimeOffset.UnixEpoch).Ticks * 100;

    public string SpanText(int id) => Convert.ToHexStringLower(SpanId(id).Span);

    public static KeyValue Attribute(string name, object value) => new()
    {
        Key = name,
        Value = value switch
        {
            bool flag => new AnyValue { BoolValue = flag },
            long number => new AnyValue { IntValue = number },
            double number => new AnyValue { DoubleValue = number },
            _ => new AnyValue { StringValue = (string)value },
        },
    };

    private int Number => trace;

    private ByteString SpanId(int id) => Id(trace * 1000 + id, 8);

    private ScopeSpans Of(string resource)
    {
        if (_resources.TryGetValue(resource, out var scope))
            return scope;
        scope = new ScopeSpans { Scope = new InstrumentationScope { Name = "RvWeb." + resource } };
        Request.ResourceSpans.Add(new ResourceSpans
        {
            Resource = new Resource { Attributes = { Attribute("service.name", resource), Attribute("service.version", "1.0.0") } },
            ScopeSpans = { scope },
        });
        return _resources[resource] = scope;
    }

    private static ByteString Id(int number, int length)
    {
        System.Span<byte> bytes = stackalloc byte[length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        BinaryPrimitives.WriteInt32BigEndian(bytes[^4..], number);
        return ByteString.CopyFrom(bytes);
    }
}
