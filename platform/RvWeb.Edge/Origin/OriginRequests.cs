using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Keys;
using RvWeb.Edge.Signing;
using RvWeb.Edge.Template;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Origin;

/// <summary>
/// Composes the request to the origin from the viewer's, by both policies. What they name is united
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-how-origin-request-policies-and-cache-policies-work-together.html).
/// </summary>
internal sealed class OriginRequests(string via)
{
    private static readonly FrozenSet<string> NeverCopied = new[]
    {
        "Accept-Encoding", "Authorization", "Content-Length", "Cookie", "Expect", "Host", "traceparent", "tracestate",
        "User-Agent", "Via", "X-Amz-Cf-Id", "X-Amz-Cf-Pop", "X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="behavior">The behavior of the path.</param>
    /// <param name="origin">The behavior's origin.</param>
    /// <param name="viewer">The viewer's request.</param>
    /// <param name="requestId">Sent as X-Amz-Cf-Id.</param>
    /// <param name="fillsCache">The answer may be stored: then neither the viewer's validators nor its Range go along.</param>
    /// <param name="revalidates">The stored copy whose validators are sent instead.</param>
    public OriginRequest Compose(
        Behavior behavior, OriginDefinition origin, ViewerRequest viewer, string requestId, bool fillsCache, StoredAnswer? revalidates)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        CopyNamed(behavior, viewer, headers, fillsCache);
        CopySpecial(behavior, viewer, headers);
        if (revalidates is { MayRevalidate: true })
        {
            headers.IfNoneMatch = revalidates.ETag;
            headers.IfModifiedSince = revalidates.LastModified;
        }

        // Part of what CloudFront signs, so no policy needs to name it.
        if (origin.AccessControl is not null)
            headers[PayloadRule.Header] = viewer.Headers.Of(PayloadRule.Header);

        headers.Via = viewer.Headers.Via.Count > 0 ? $"{viewer.Headers.Via}, {via}" : via;
        headers["X-Amz-Cf-Id"] = requestId;
        headers["X-Forwarded-For"] = viewer.Headers.Of("X-Forwarded-For") is { Count: > 0 } before
            ? $"{before}, {viewer.ClientAddress}"
            : viewer.ClientAddress;
        foreach (var (name, value) in origin.CustomHeaders)
            headers[name] = value;
        return new OriginRequest
        {
            Origin = origin,
            Method = viewer.Method,
            PathAndQuery = origin.Path + viewer.Path + Query(behavior, viewer),
            Headers = headers,
        };
    }

    private static string Query(Behavior behavior, ViewerRequest viewer) =>
        QuerySelection.Select(viewer.Query, behavior.CachePolicy.QueryStrings, behavior.OriginRequestPolicy.QueryStrings) is { Length: > 0 } query
            ? "?" + query
            : "";

    private static void CopyNamed(Behavior behavior, ViewerRequest viewer, IHeaderDictionary headers, bool fillsCache)
    {
        var connection = HopByHop.Named(viewer.Headers.Connection);
        foreach (var (name, value) in viewer.Headers)
        {
            if (NeverCopied.Contains(name) || HopByHop.Contains(name, connection) || name.StartsWith("X-Edge-", StringComparison.OrdinalIgnoreCase))
                continue;
            if (IsAboutBody(name) || IsCondition(name) ? !fillsCache : behavior.ForwardsHeader(name))
                headers[name] = value;
        }
    }

    // AWS is silent about these under policies. Our choice: a body's description goes with the body, and validators and
    // Range go along when the cache takes no part.
    private static bool IsAboutBody(string name) => name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);

    private static bool IsCondition(string name) =>
        name.StartsWith("If-", StringComparison.OrdinalIgnoreCase) || name.Equals("Range", StringComparison.OrdinalIgnoreCase);

    private static void CopySpecial(Behavior behavior, ViewerRequest viewer, IHeaderDictionary headers)
    {
        headers.TraceParent = viewer.Headers.TraceParent;
        headers.TraceState = viewer.Headers.TraceState;
        headers.UserAgent = behavior.ForwardsHeader("User-Agent") ? viewer.Headers.UserAgent : "Amazon CloudFront";
        if (behavior.ForwardsHeader("Host"))
            headers.Host = viewer.Headers.Host;
        headers.AcceptEncoding = behavior.CachePolicy.NormalizesAcceptEncoding
            ? AcceptEncoding.Of(behavior.CachePolicy, viewer.Headers.AcceptEncoding).ToOrigin
            : behavior.ForwardsHeader("Accept-Encoding") ? viewer.Headers.AcceptEncoding : StringValues.Empty;
        if (CookieSelection.Select(viewer.Headers.Cookie, behavior.CachePolicy.Cookies, behavior.OriginRequestPolicy.Cookies) is { Length: > 0 } cookies)
            headers.Cookie = cookies;
        if (ForwardsAuthorization(behavior, viewer.Method))
            headers.Authorization = viewer.Headers.Authorization;
    }

    /// <summary>
    /// Removed on GET and HEAD (and cached OPTIONS) unless it is in the key or an all-viewer policy is there (CUS).
    /// AWS names no "all except" policy; our choice: it counts as all-viewer.
    /// </summary>
    private static bool ForwardsAuthorization(Behavior behavior, string method) =>
        method is not ("GET" or "HEAD") && !behavior.CachedMethods.Contains(method)
        || behavior.CachePolicy.Headers.Includes("Authorization")
        || (behavior.OriginRequestPolicy.Headers.IsOpen && behavior.OriginRequestPolicy.Headers.Includes("Authorization"));
}
