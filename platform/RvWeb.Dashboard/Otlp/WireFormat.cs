using Google.Protobuf;

namespace RvWeb.Dashboard.Otlp;

/// <summary>OTLP's ids and times.</summary>
internal static class WireFormat
{
    /// <summary>Hexadecimal, or null unless the id has its exact length and is not all zeros, which W3C Trace Context calls invalid.</summary>
    public static string? TraceId(ByteString id) => Id(id, 16);

    /// <inheritdoc cref="TraceId"/>
    public static string? SpanId(ByteString id) => Id(id, 8);

    /// <summary>Nanoseconds since 1970, to the 100 nanoseconds .NET counts in; any 64-bit value fits.</summary>
    public static DateTimeOffset Time(ulong unixNano) => DateTimeOffset.UnixEpoch.AddTicks((long)(unixNano / 100));

    private static string? Id(ByteString id, int length) =>
        id.Length == length && id.Span.ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(id.Span) : null;
}
