using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Cache;

/// <summary>Turns origin answers into stored ones, by the rules of freshness and errors.</summary>
internal sealed class CacheFiller(Distribution distribution, MemoryStore store, TimeProvider time)
{
    public StorePlan Plan(Behavior behavior, int status, IHeaderDictionary headers)
    {
        var now = time.GetUtcNow();
        var origin = OriginHeaders.Read(status, headers);
        var lifetime = status >= 400
            ? ErrorRules.Of(behavior.CachePolicy, origin, ErrorCachingMinTtl(status), now)
            : FreshnessRules.Of(behavior.CachePolicy, origin, now);
        var times = lifetime.Fresh is { } fresh && !(status >= 400 && fresh == TimeSpan.Zero)
            ? EntryTimes.For(behavior.CachePolicy, origin, fresh, now)
            : null;
        return new StorePlan(times, origin, lifetime.Reason);
    }

    public StoredAnswer Store(string key, Behavior behavior, StorePlan plan, IHeaderDictionary headers, ReadOnlyMemory<byte> body)
    {
        var answer = Answer(behavior, plan, headers, body);
        store.Set(key, answer);
        return answer;
    }

    /// <summary>Keeps an error that the edge itself made because the origin gave no answer.</summary>
    public void StoreFailure(string key, Behavior behavior, OriginFailure failure)
    {
        var plan = Plan(behavior, failure.Status, new HeaderDictionary());
        if (plan.Times is not null)
            store.Set(key, Answer(behavior, plan, new HeaderDictionary(), default) with { GeneratedCause = failure.Cause });
        else
            store.Remove(key);
    }

    /// <summary>
    /// A 304 renews the stored answer. Which headers it updates is not documented; our choice is RFC 9111, section 3.2:
    /// all of them but Content-*, Transfer-Encoding and the like.
    /// </summary>
    public StoredAnswer Renew(string key, Behavior behavior, StoredAnswer stored, IHeaderDictionary news)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in stored.Headers.Concat(news.Where(header => !header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))))
            headers[name] = value;
        var plan = Plan(behavior, stored.Status, headers);
        if (plan.Times is null)
            store.Remove(key);
        return plan.Times is null ? stored : Store(key, behavior, plan, headers, stored.Body);
    }

    /// <summary>The origin failed: the stored answer stands in and the origin has peace for ErrorCachingMinTTL (S8).</summary>
    public StoredAnswer KeepAfterFailure(string key, StoredAnswer stored, int status)
    {
        var next = time.GetUtcNow() + ErrorCachingMinTtl(status);
        var kept = stored with { Times = stored.Times with { NextAttempt = next } };
        store.Replace(key, stored, kept);
        return kept;
    }

    public TimeSpan ErrorCachingMinTtl(int status) =>
        distribution.ErrorCachingMinTtl.TryGetValue(status, out var ttl) ? ttl : ErrorRules.DefaultMinTtl;

    private static StoredAnswer Answer(Behavior behavior, StorePlan plan, IHeaderDictionary headers, ReadOnlyMemory<byte> body)
    {
        var kept = ViewerHeaders.Of(behavior, headers)
            .Where(header => !plan.Origin.CacheControl.UncachedFields.Contains(header.Key))
            .ToArray();
        return new StoredAnswer
        {
            Status = plan.Origin.Status,
            Headers = kept,
            Policy = behavior.ResponseHeadersPolicy,
            Body = body,
            Times = plan.Times!,
            Reason = plan.Reason,
            ETag = First(headers.ETag),
            LastModified = First(headers.LastModified),
            MayRevalidate = !behavior.ForwardsCookies && !plan.Origin.VariesOnEverything && plan.Origin.Status == StatusCodes.Status200OK
                && (headers.ETag.Count > 0 || headers.LastModified.Count > 0),
        };
    }

    private static string? First(StringValues values) => values.Count > 0 ? values[0] : null;
}
