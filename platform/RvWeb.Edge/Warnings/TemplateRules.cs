using RvWeb.Edge.Policies;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Warnings;

/// <summary>Accidents that a behavior's policies promise before any request.</summary>
internal static class TemplateRules
{
    public static IEnumerable<Finding> Of(Behavior behavior)
    {
        var (key, toOrigin) = (behavior.CachePolicy, behavior.OriginRequestPolicy);
        if (key.CachingDisabled)
            yield break;
        if (SendsMore(toOrigin.QueryStrings, key.QueryStrings))
            yield return new Finding(AccidentKinds.QueryNotInKey, () =>
                $"origin request policy {toOrigin.Name} sends query strings that cache policy {key.Name} leaves out of the key: the answer to one query is served to others. "
                + "Put the names that the app reads into the cache policy's QueryStringsConfig, which also sends them.");
        if (SendsMore(toOrigin.Cookies, key.Cookies))
            yield return new Finding(AccidentKinds.CookiesNotInKey, () =>
                $"origin request policy {toOrigin.Name} sends cookies that cache policy {key.Name} leaves out of the key: what the app makes of one viewer's cookies is served to others. "
                + "Put the cookies into the key, or send none, or use CachingDisabled for these paths.");
        else if (behavior.ForwardsCookies)
            yield return new Finding(AccidentKinds.CookiesForwarded, () =>
                "cookies are forwarded, so simultaneous requests for one key each ask the origin, and expired copies are fetched whole instead of being confirmed. "
                + "Forward no cookies to paths that do not need them.");
        if (Wildcards(key) is { Count: > 0 } names)
            yield return new Finding(AccidentKinds.WildcardInPolicy, () =>
                $"cache policy {key.Name} lists {string.Join(", ", names)}: in a policy * is a letter like others, so names that fit are neither in the key nor sent. "
                + "List whole names; only the older ForwardedValues knows wildcards, for cookies.");
    }

    private static IReadOnlyList<string> Wildcards(CachePolicy policy) => [.. new[] { policy.Cookies, policy.Headers, policy.QueryStrings }
        .Where(selection => selection.Mode is SelectionMode.Whitelist or SelectionMode.AllExcept)
        .SelectMany(selection => selection.Names).Where(name => name.Contains('*', StringComparison.Ordinal))];

    private static bool SendsMore(Selection sent, Selection keyed) => keyed.Mode != SelectionMode.All && sent.Mode switch
    {
        SelectionMode.None => false,
        SelectionMode.Whitelist => sent.Names.Any(name => !keyed.Includes(name)),
        SelectionMode.AllExcept => keyed.Mode != SelectionMode.AllExcept || keyed.Names.Any(sent.Includes),
        _ => true,
    };
}
