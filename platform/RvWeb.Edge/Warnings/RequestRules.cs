using RvWeb.Edge.Cache;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Template;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Warnings;

/// <summary>Accidents that show in a viewer's request whose answer is about to be shared.</summary>
internal static class RequestRules
{
    public static IEnumerable<Finding> Of(Behavior behavior, ViewerRequest request, StorePlan plan)
    {
        if (plan.Times is not { } times || times.Lifetime == TimeSpan.Zero)
            yield break;
        var (key, toOrigin) = (behavior.CachePolicy, behavior.OriginRequestPolicy);
        if (request.Query.Length > 0 && Dropped(request.Query, key.QueryStrings, toOrigin.QueryStrings) is [_, ..] names)
            yield return new Finding(AccidentKinds.QueryDropped, () =>
                $"viewers send the query string {string.Join(", ", names)}, which neither enters the key of cache policy {key.Name} nor reaches the app: the same answer is served whatever its value. "
                + "If the app reads it, put it into the policy's QueryStringsConfig.");
        if (request.Headers.Authorization.Count > 0 && !key.Headers.Includes("Authorization")
            && toOrigin.Headers.IsOpen && toOrigin.Headers.Includes("Authorization"))
            yield return new Finding(AccidentKinds.AuthorizationNotInKey, () =>
                $"origin request policy {toOrigin.Name} sends Authorization, which is not in the key of cache policy {key.Name}: the answer to one user is served to others, without any check. "
                + "Put Authorization into the policy's HeadersConfig, or use CachingDisabled for these paths.");
    }

    /// <summary>Names only: values are the viewer's.</summary>
    private static List<string> Dropped(string query, Selection keyed, Selection sent) =>
    [
        .. query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=')[0])
            .Where(name => !keyed.Includes(name) && !sent.Includes(name))
            .Distinct(StringComparer.Ordinal),
    ];
}
