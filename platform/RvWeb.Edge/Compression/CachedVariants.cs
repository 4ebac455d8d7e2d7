using RvWeb.Edge.Cache;
using RvWeb.Edge.Keys;
using RvWeb.Edge.Viewer;

namespace RvWeb.Edge.Compression;

/// <summary>
/// C2: a compressed copy that another viewer's request brought is served to everybody who accepts its coding, even if a better
/// one would be possible. Looked for only when the request's own entry is missing.
/// </summary>
internal sealed class CachedVariants(MemoryStore store, TimeProvider time)
{
    private static readonly string[] OfEither = ["br", "gzip"];
    private static readonly string[] OfBoth = ["br,gzip"];

    public (string Key, StoredAnswer Stored, CacheDecision Decision)? Find(Exchange exchange)
    {
        var policy = exchange.Behavior.CachePolicy;
        if (!exchange.Behavior.Compress || AcceptEncoding.Of(policy, exchange.Request.Headers.AcceptEncoding).InKey is not { } own)
            return null;
        foreach (var other in own == OfBoth[0] ? OfEither : OfBoth)
        {
            var key = CacheKey.Of(policy, exchange.Request, other);
            if (store.Get(key) is not { } stored || !Accepts(own, stored.Header("Content-Encoding")))
                continue;
            var decision = CacheDecision.For(stored.Times, time.GetUtcNow());
            if (decision.Verdict == Verdict.Hit)
                return (key, stored, decision);
        }

        return null;
    }

    private static bool Accepts(string own, string? coding) => coding is "br" or "gzip" && own.Split(',').Contains(coding);
}
