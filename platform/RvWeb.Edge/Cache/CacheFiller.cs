using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Compression;
using RvWeb.Edge.Conditions;
using RvWeb.Edge.Invalidation;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Ranges;
using RvWeb.Edge.Template;
using RvWeb.Edge.Viewer;
using RvWeb.Edge.Warnings;

namespace RvWeb.Edge.Cache;

/// <summary>Turns origin answers into stored ones, by the rules of freshness and errors.</summary>
internal sealed class CacheFiller(Distribution distribution, MemoryStore store, InvalidationGate gate, Accidents accidents, TimeProvider time)
{
    public StorePlan Plan(Behavior behavior, int status, IHeaderDictionary headers, bool answersRange = false)
    {
        var origin = OriginHeaders.Read(status, headers) with { AnswersRange = answersRange };
        var plan = StoreRules.Plan(behavior.CachePolicy, origin, ErrorCachingMinTtl(behavior, status), time.GetUtcNow());
        plan = plan with { Reason = plan.Reason + WindowNote(behavior, origin, plan.Times) };
        accidents.LookAt(behavior, plan, headers);
        return plan;
    }

    /// <summary>To be noted before the cache is looked into; what is then fetched is stored unless it is invalidated meanwhile.</summary>
    public long Moment => gate.Moment;

    public StoredAnswer Store(
        string key, long began, Behavior behavior, StorePlan plan, IHeaderDictionary headers, ReadOnlyMemory<byte> body, bool isCompressed = false)
    {
        var answer = Answer(behavior, plan, headers, body) with { IsCompressed = isCompressed };
        gate.Fill(began, key, () => store.Set(key, answer));
        return answer;
    }

    /// <summary>Keeps an error that the edge itself made because the origin gave no answer.</summary>
    public void StoreFailure(string key, long began, Behavior behavior, OriginFailure failure) =>
        StoreError(key, began, behavior, Plan(behavior, failure.Status, new HeaderDictionary()), failure.Cause);

    /// <summary>Keeps an error for its time, without what the origin may have said of it.</summary>
    public void StoreError(string key, long began, Behavior behavior, StorePlan plan, string cause)
    {
        if (plan.Times is not null)
            gate.Fill(began, key, () => store.Set(key, Answer(behavior, plan, new HeaderDictionary(), default) with { GeneratedCause = cause }));
        else
            store.Remove(key);
    }

    /// <summary>A 304 renews the stored answer.</summary>
    public StoredAnswer Renew(string key, long began, Behavior behavior, StoredAnswer stored, IHeaderDictionary news)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        foreach (var (name, value) in stored.Headers.Concat(news.Where(header => NotModified.Renews(header.Key))))
            headers[name] = value;
        // The age starts anew, so the date does.
        headers.Date = news.Date.Count > 0 ? news.Date : time.GetUtcNow().ToString("r");
        // The state of compression stays (CMP): the viewer's tag is weak, the origin's is asked for.
        if (stored.IsCompressed)
            CompressedHeaders.Mark(headers);
        var plan = Plan(behavior, stored.Status, headers, answersRange: true);
        plan = plan with { Origin = plan.Origin with { ETag = First(news.ETag) ?? stored.ETag } };
        if (plan.Times is null)
            store.Remove(key);
        return plan.Times is null ? stored : Store(key, began, behavior, plan, headers, stored.Body, stored.IsCompressed);
    }

    /// <summary>The origin failed: the stored answer stands in and the origin has peace for ErrorCachingMinTTL (S8).</summary>
    public StoredAnswer KeepAfterFailure(string key, Behavior behavior, StoredAnswer stored, int status)
    {
        var next = time.GetUtcNow() + ErrorCachingMinTtl(behavior, status);
        var kept = stored with { Times = stored.Times with { NextAttempt = next } };
        store.Replace(key, stored, kept);
        return kept;
    }

    public TimeSpan ErrorCachingMinTtl(Behavior behavior, int status)
    {
        if (!distribution.ErrorCachingMinTtl.TryGetValue(status, out var ttl))
            return ErrorRules.DefaultMinTtl;
        return behavior.IsS3 && ttl < ErrorRules.LeastOfS3 ? ErrorRules.LeastOfS3 : ttl;
    }

    private static string WindowNote(Behavior behavior, OriginHeaders origin, EntryTimes? times) =>
        times is not null && origin is { Status: < 400, CacheControl: { ForbidsReuse: false, StaleWhileRevalidate: { } asked } }
            && times.RevalidateUntil - times.Lifetime is var window && window < asked
            ? $"; stale window {FreshnessRules.Text(asked)} cut to {FreshnessRules.Text(window)} by MaxTTL {FreshnessRules.Text(behavior.CachePolicy.MaxTtl)} {OurChoice.Mark}"
            : "";

    private StoredAnswer Answer(Behavior behavior, StorePlan plan, IHeaderDictionary headers, ReadOnlyMemory<byte> body)
    {
        var kept = ViewerHeaders.Of(behavior, headers)
            .Where(header => !plan.Origin.CacheControl.UncachedFields.Contains(header.Key))
            .ToList();
        // R6: a hit has the date of the origin's answer, even if the origin gave none (RFC 9110, section 6.6.1).
        if (headers.Date.Count == 0)
            kept.Add(new("Date", time.GetUtcNow().ToString("r")));
        return new StoredAnswer
        {
            Status = plan.Origin.Status,
            Headers = kept,
            Policy = behavior.ResponseHeadersPolicy,
            Body = body,
            Times = plan.Times!,
            Reason = plan.Reason,
            ETag = plan.Origin.ETag,
            LastModified = plan.Origin.LastModified,
            Part = plan.Origin.Status == 206 ? StoredPart.Read(First(headers.ContentRange), body.Length) : null,
            // V1: with MinTTL 0, Vary: * is asked for again without validators.
            MayRevalidate = !behavior.ForwardsCookies
                && !(plan.Origin.VariesOnEverything && behavior.CachePolicy.MinTtl == TimeSpan.Zero)
                && plan.Origin.Status is 200 or 206
                && plan.Origin is not { ETag: null, LastModified: null },
        };
    }

    private static string? First(StringValues values) => values.Count > 0 ? values[0] : null;
}
