using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using RvWeb.Emulator.FrontDoors;

namespace RvWeb.Emulator.HttpEvents;

/// <summary>
/// The event's headers: what belongs to the connection left out, and what the front door adds. AWS says https and 443, where
/// it does not serve plain HTTP; here scheme and port are those the viewer used, or redirects and absolute links would lead
/// nowhere. What the viewer claims in x-forwarded-for is kept in front of its address.
/// </summary>
internal static class EventHeaders
{
    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "expect",
        "x-forwarded-for", "x-forwarded-proto", "x-forwarded-port", "x-amzn-trace-id",
    };

    public static IReadOnlyList<KeyValuePair<string, StringValues>> Of(ViewerRequest request, string traceRoot)
    {
        var claimed = request.Header("x-forwarded-for");
        return
        [
            .. request.Headers.Where(header => !Dropped.Contains(header.Key)),
            new("X-Forwarded-For", claimed.Length == 0 ? request.SourceIp : $"{claimed}, {request.SourceIp}"),
            new("X-Forwarded-Port", request.Port.ToString(CultureInfo.InvariantCulture)),
            new("X-Forwarded-Proto", request.Scheme),
            new("X-Amzn-Trace-Id", traceRoot),
        ];
    }

    /// <summary>One text for each name, in lower case: repeats joined with a comma, cookies as one header.</summary>
    public static void WriteJoined(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, StringValues>> headers)
    {
        writer.WriteStartObject("headers"u8);
        foreach (var (name, values) in headers)
        {
            var separator = name.Equals("cookie", StringComparison.OrdinalIgnoreCase) ? "; " : ",";
            writer.WriteString(name.ToLowerInvariant(), values.Count == 1 ? values[0] : string.Join(separator, values.ToArray()));
        }
        writer.WriteEndObject();
    }
}
