using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Viewer;

/// <summary>
/// The names of an origin's Vary that viewers get to see
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#ResponseCustomVary).
/// </summary>
internal static class VaryFilter
{
    public static StringValues Of(Behavior behavior, StringValues vary)
    {
        var names = vary.SelectMany(line => line!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        var kept = names.Where(name => IsKept(behavior, name)).ToList();
        return kept.Count == names.Count ? vary : kept.Count == 0 ? StringValues.Empty : string.Join(", ", kept);
    }

    private static bool IsKept(Behavior behavior, string name) => name.ToUpperInvariant() switch
    {
        "ACCEPT-ENCODING" or "COOKIE" => true,
        // With a minimum lifetime the asterisk is a name like others (V1).
        "*" => behavior.CachePolicy.MinTtl == TimeSpan.Zero,
        "USER-AGENT" => behavior.ForwardsHeader(name)
            || behavior.CloudFrontHeaders.Any(header => header.StartsWith("CloudFront-Is-", StringComparison.OrdinalIgnoreCase)),
        _ => behavior.ForwardsHeader(name),
    };
}
