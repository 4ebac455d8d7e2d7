using RvWeb.Dashboard.Traces;

namespace RvWeb.Dashboard.TraceDetail;

/// <summary>Tells what a span is about by the attributes that OpenTelemetry's conventions demand.</summary>
internal static class SpanTypes
{
    private static readonly (SpanType Type, string[] Attributes)[] Signs =
    [
        (SpanType.Edge, ["cloudfront.cache.decision", "cloudfront.origin.id", "cloudfront.function.name"]),
        (SpanType.Database, ["db.system.name", "db.system"]),
        (SpanType.Messaging, ["messaging.system"]),
        (SpanType.Rpc, ["rpc.system", "rpc.system.name"]),
        (SpanType.GenAi, ["gen_ai.system", "gen_ai.provider.name"]),
        (SpanType.Lambda, ["faas.invocation_id", "faas.invoked_name", "faas.init_type", "faas.instance"]),
    ];

    private static readonly string[] PeerNames = ["peer.service", "db.system.name", "db.system", "messaging.system", "rpc.service", "server.address"];

    public static IReadOnlyList<(SpanType Type, string Name)> All { get; } =
    [
        (SpanType.Edge, "Edge"), (SpanType.Lambda, "Lambda"), (SpanType.Http, "HTTP"), (SpanType.Database, "Database"),
        (SpanType.Messaging, "Messaging"), (SpanType.Rpc, "RPC"), (SpanType.GenAi, "Gen AI"), (SpanType.Cloud, "Cloud"), (SpanType.Other, "Other"),
    ];

    public static SpanType Of(Span span)
    {
        foreach (var (type, attributes) in Signs)
            if (attributes.Any(name => span.Attributes.Text(name) is not null))
                return type;
        if (span.IsColdStart || span.Scope is "RvWeb.Emulator" or "RvWeb.Lambda")
            return SpanType.Lambda;
        if (span.Scope.StartsWith("AWSSDK", StringComparison.Ordinal) || span.Scope.StartsWith("Azure", StringComparison.Ordinal))
            return SpanType.Cloud;
        return span.Attributes.Text("http.request.method") is not null ? SpanType.Http : SpanType.Other;
    }

    /// <summary>Whom a span called that sent no spans itself; null if it called nobody or that one did.</summary>
    public static string? SilentPeer(TimedSpan timed)
    {
        if (timed.Span.Kind is not (SpanKind.Client or SpanKind.Producer) || timed.Children.Count > 0 || timed.Span.Attributes.Text("faas.invoked_name") is not null)
            return null;
        var found = PeerNames.Select(timed.Span.Attributes.Text).FirstOrDefault(value => value is not null);
        return found == timed.Span.Attributes.Text("server.address") && timed.Span.Attributes.Text("server.port") is { } port ? $"{found}:{port}" : found;
    }
}
