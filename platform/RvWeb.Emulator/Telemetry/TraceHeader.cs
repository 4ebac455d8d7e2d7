using System.Buffers;
using System.Diagnostics;

namespace RvWeb.Emulator.Telemetry;

/// <summary>
/// AWS's trace header beside W3C's. Both name the same 16 bytes: an X-Ray trace id is the W3C one cut after 8 hex digits.
/// Source: docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html (W3C trace ids).
/// </summary>
internal static class TraceHeader
{
    public const string Name = "X-Amzn-Trace-Id";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private const string RootKey = "Root=";
    private const string ParentKey = "Parent=";
    private const string SampledKey = "Sampled=";

    public static string Root(ActivityTraceId id)
    {
        var hex = id.ToHexString();
        return $"{RootKey}1-{hex.AsSpan(0, 8)}-{hex.AsSpan(8)}";
    }

    public static string Format(ActivityContext context) =>
        $"{Root(context.TraceId)};{ParentKey}{context.SpanId.ToHexString()};{SampledKey}{(Recorded(context) ? '1' : '0')}";

    /// <summary>The caller's context: W3C's header if there is a valid one, else AWS's, else a new trace.</summary>
    public static ActivityContext Extract(string? traceparent, string? tracestate, string? header)
    {
        if (ActivityContext.TryParse(traceparent, tracestate, isRemote: true, out var context))
            return context;
        return TryParse(header, out context) ? context : default;
    }

    /// <summary>A context that can be passed on although nobody records spans.</summary>
    public static ActivityContext OrNew(ActivityContext context) => context != default ? context : new(
        ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);

    public static bool TryParse(string? header, out ActivityContext context)
    {
        context = default;
        ActivityTraceId? trace = null;
        var span = ActivitySpanId.CreateRandom();
        var flags = ActivityTraceFlags.Recorded;
        foreach (var part in (header ?? "").Split(';', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith(RootKey, StringComparison.Ordinal))
                trace = TraceId(part[RootKey.Length..]);
            else if (part.StartsWith(ParentKey, StringComparison.Ordinal) && IsHex(part.AsSpan(ParentKey.Length), 16))
                span = ActivitySpanId.CreateFromString(part.AsSpan(ParentKey.Length));
            else if (part == SampledKey + "0")
                flags = ActivityTraceFlags.None;
        }
        if (trace is not { } found)
            return false;
        context = new ActivityContext(found, span, flags, isRemote: true);
        return true;
    }

    private static ActivityTraceId? TraceId(string root) =>
        root.Split('-') is ["1", { Length: 8 } time, { Length: 24 } random] && IsHex(time + random, 32)
            ? ActivityTraceId.CreateFromString(time + random)
            : null;

    private static bool IsHex(ReadOnlySpan<char> text, int length) =>
        text.Length == length && !text.ContainsAnyExcept(HexDigits) && text.ContainsAnyExcept('0');

    private static bool Recorded(ActivityContext context) => context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded);
}
