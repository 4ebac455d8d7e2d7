using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Template;

namespace RvWeb.Edge.Warnings;

/// <summary>Accidents that show in what an origin sends.</summary>
internal static class AnswerRules
{
    private const string StaleWhileRevalidate = "stale-while-revalidate";

    public static IEnumerable<Finding> Of(Behavior behavior, StorePlan plan, IHeaderDictionary headers)
    {
        var (policy, control) = (behavior.CachePolicy, plan.Origin.CacheControl);
        if (policy.CachingDisabled)
            yield break;
        if (control.StaleWhileRevalidate is null && Mentions(headers.CacheControl, StaleWhileRevalidate))
            yield return new Finding(AccidentKinds.WindowWithoutNumber, () =>
                "the origin sends stale-while-revalidate without a number of seconds, which CloudFront ignores: nothing is served stale. Write stale-while-revalidate=SECONDS.");
        if (plan.Times is not { } times || times.Lifetime == TimeSpan.Zero)
            yield break;
        foreach (var finding in plan.Origin.Status >= 400 ? OfError(plan, times) : OfContent(behavior, plan, times, headers))
            yield return finding;
    }

    private static IEnumerable<Finding> OfError(StorePlan plan, EntryTimes times)
    {
        if (plan.Origin is { CacheControl: { MaxAge: null, SharedMaxAge: null }, Expires: null })
            yield return new Finding(AccidentKinds.ErrorStored, () =>
                $"error {plan.Origin.Status} is served from the cache for {FreshnessRules.Text(times.Lifetime)}, though the origin gave it no lifetime: that is ErrorCachingMinTTL. "
                + "Set it for this code in CustomErrorResponses (0 for never), or send max-age with the error.");
    }

    private static IEnumerable<Finding> OfContent(Behavior behavior, StorePlan plan, EntryTimes times, IHeaderDictionary headers)
    {
        var (policy, control) = (behavior.CachePolicy, plan.Origin.CacheControl);
        if (control.ForbidsReuse)
            yield return new Finding(AccidentKinds.MinTtlOverrides, () =>
                $"the origin sends Cache-Control: {control.Forbidding}, yet the answer is shared among viewers for MinTTL {FreshnessRules.Text(policy.MinTtl)} of cache policy {policy.Name}. "
                + "Use a cache policy with MinTTL 0.");
        if (!control.ForbidsReuse && control.StaleWhileRevalidate is { } asked && times.RevalidateUntil - times.Lifetime is var window && window < asked)
            yield return new Finding(AccidentKinds.WindowCut, () =>
                $"of stale-while-revalidate={asked.TotalSeconds} remain {FreshnessRules.Text(window)}, since nothing is served after MaxTTL {FreshnessRules.Text(policy.MaxTtl)} of cache policy {policy.Name} "
                + $"{OurChoice.Mark}. Raise MaxTTL above the lifetime and the window together.");
        if (behavior.ForwardsCookies && headers.SetCookie.Count > 0 && !control.UncachedFields.Contains("Set-Cookie"))
            yield return new Finding(AccidentKinds.CookieStored, () =>
                "Set-Cookie is cached with the answer: every viewer of this key gets the first viewer's cookie. "
                + "Send Cache-Control: no-cache=\"Set-Cookie\" or private with it (and MinTTL 0), or forward no cookies.");
        if (NotInKey(policy, headers.Vary) is [_, ..] names)
            yield return new Finding(AccidentKinds.VaryNotInKey, () =>
                $"the origin says Vary: {string.Join(", ", names)}, which CloudFront does not heed: it is not in the key of cache policy {policy.Name}, so one variant is served to all. "
                + "Add it to the policy's HeadersConfig.");
        if (behavior.Compress && policy.NormalizesAcceptEncoding && HasNoLength(headers))
            yield return new Finding(AccidentKinds.NoContentLength, () =>
                "the origin sends no Content-Length, so CloudFront does not compress. Send the length, or compress at the origin.");
    }

    private static List<string> NotInKey(CachePolicy policy, StringValues vary) =>
    [
        .. vary.SelectMany(line => line!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(name => name != "*" && !policy.Headers.Includes(name))
            .Where(name => !(policy.NormalizesAcceptEncoding && name.Equals("Accept-Encoding", StringComparison.OrdinalIgnoreCase)))
            .Where(name => !(policy.Cookies.Mode != SelectionMode.None && name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))),
    ];

    private static bool HasNoLength(IHeaderDictionary headers) =>
        headers.ContentLength is null
        && headers.ContentEncoding.Count == 0
        && (headers.ContentType.ToString() is var type
            && (type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
                || type.StartsWith("application/javascript", StringComparison.OrdinalIgnoreCase) || type.StartsWith("image/svg", StringComparison.OrdinalIgnoreCase)));

    private static bool Mentions(StringValues header, string directive) =>
        header.Any(line => line!.Contains(directive, StringComparison.OrdinalIgnoreCase));
}
