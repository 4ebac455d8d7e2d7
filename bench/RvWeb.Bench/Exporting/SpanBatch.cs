using System.Buffers.Binary;
using Google.Protobuf;
using RvWeb.Dashboard.Otlp.Protos;

namespace RvWeb.Bench.Exporting;

/// <summary>Exports as a busy application sends them: traces of ten spans through five resources.</summary>
internal sealed class SpanBatch(TimeProvider time)
{
    private const int SpansPerTrace = 10;

    private static readonly string[] Resources = ["edge", "function-url", "lambda", "web-function", "web"];

    private int _traces;

    public byte[] Next(int spans)
    {
        var now = (ulong)(time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        var scopes = Resources.Select(_ => new ScopeSpans { Scope = new InstrumentationScope { Name = "bench" } }).ToArray();
        for (var index = 0; index < spans; index++)
        {
            if (index % SpansPerTrace == 0)
                _traces++;
            var at = index % SpansPerTrace;
            scopes[at % Resources.Length].Spans.Add(Span(at, now + (ulong)at * 1_000_000));
        }

        var request = new ExportTraceServiceRequest();
        foreach (var (resource, scope) in Resources.Zip(scopes))
            request.ResourceSpans.Add(new ResourceSpans { Resource = new Resource { Attributes = { Text("service.name", resource) } }, ScopeSpans = { scope } });
        return request.ToByteArray();
    }

    private Span Span(int at, ulong start) => new()
    {
        TraceId = Id(_traces, 16),
        SpanId = Id(_traces * SpansPerTrace + at + 1, 8),
        ParentSpanId = at == 0 ? ByteString.Empty : Id(_traces * SpansPerTrace + at, 8),
        Name = $"step {at}",
        Kind = 2,
        StartTimeUnixNano = start,
        EndTimeUnixNano = start + 50_000_000,
        Attributes =
        {
            Text("http.request.method", "GET"), Text("url.path", $"/orders/{_traces}"), Text("http.route", "/orders/{id}"), Text("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64)"),
            Text("cloudfront.cache.reason", "Nothing is stored under this key."), new KeyValue { Key = "http.response.status_code", Value = new AnyValue { IntValue = 200 } },
        },
    };

    private static KeyValue Text(string name, string value) => new() { Key = name, Value = new AnyValue { StringValue = value } };

    private static ByteString Id(int number, int length)
    {
        System.Span<byte> bytes = stackalloc byte[length];
        BinaryPrimitives.WriteInt32BigEndian(bytes[^4..], number);
        return ByteString.CopyFrom(bytes);
    }
}
