using System.Diagnostics;

namespace RvWeb.Lambda.Telemetry;

/// <summary>
/// <c>Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1</c>, whose root is a W3C trace id with
/// two hyphens (docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader).
/// </summary>
internal static class XRayTraceHeader
{
    public static ActivityContext? TryParse(string? header, string? traceState)
    {
        string? root = null, parent = null;
        var sampled = false;
        foreach (var field in header?.Split(';', StringSplitOptions.TrimEntries) ?? [])
        {
            if (field.StartsWith("Root=1-", StringComparison.Ordinal) && field.Length == 40 && field[15] == '-')
                root = field[7..15] + field[16..];
            else if (field.StartsWith("Parent=", StringComparison.Ordinal))
                parent = field[7..];
            else if (field == "Sampled=1")
                sampled = true;
        }

        return sampled && ActivityContext.TryParse($"00-{root}-{parent}-01", traceState, isRemote: true, out var context)
            ? context
            : null;
    }
}
