using System.Globalization;
using System.Text.Json;

namespace RvWeb.Emulator.FunctionUrl;

/// <summary>
/// The event's headers: lower case, repeats joined with a comma, what belongs to the connection left out, and what the
/// front door adds. AWS always says https and 443; here scheme and port are those the viewer used, or redirects and
/// absolute links would lead nowhere. What the viewer claims in x-forwarded-for is kept in front of its address.
/// </summary>
internal static class EventHeaders
{
    private const int LongestNameOnStack = 128;

    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "expect",
        "x-forwarded-for", "x-forwarded-proto", "x-forwarded-port", "x-amzn-trace-id",
    };

    public static void Write(Utf8JsonWriter writer, ViewerRequest request, string traceRoot)
    {
        writer.WriteStartObject("headers"u8);
        foreach (var (name, values) in request.Headers)
        {
            if (Dropped.Contains(name))
                continue;
            var separator = name.Equals("cookie", StringComparison.OrdinalIgnoreCase) ? "; " : ",";
            WriteLowerCase(writer, name, values.Count == 1 ? values[0]! : string.Join(separator, values.ToArray()));
        }
        var claimed = request.Header("x-forwarded-for");
        writer.WriteString("x-forwarded-for"u8, claimed.Length == 0 ? request.SourceIp : $"{claimed}, {request.SourceIp}");
        writer.WriteString("x-forwarded-port"u8, request.Port.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("x-forwarded-proto"u8, request.Scheme);
        writer.WriteString("x-amzn-trace-id"u8, traceRoot);
        writer.WriteEndObject();
    }

    private static void WriteLowerCase(Utf8JsonWriter writer, string name, string value)
    {
        var lower = name.Length <= LongestNameOnStack ? stackalloc char[name.Length] : new char[name.Length];
        name.AsSpan().ToLowerInvariant(lower);
        writer.WriteString(lower, value);
    }
}
