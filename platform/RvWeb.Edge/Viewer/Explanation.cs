using RvWeb.Edge.Cache;
using RvWeb.Edge.Keys;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Policies;

namespace RvWeb.Edge.Viewer;

/// <summary>The sentence that explains an answer: why, then where the rules came from and which key they led to.</summary>
internal static class Explanation
{
    /// <summary>What keeps an answer out of the cache although the rules would let it in.</summary>
    public static string NotKept(Exchange exchange, StorePlan plan, OriginAnswer answer, long largest) =>
        plan.Times is null ? ""
        : exchange.IsHead ? $"; a HEAD fills nothing {OurChoice.Mark}"
        : answer.ContentLength > largest ? $"; {answer.ContentLength} bytes are too many to keep here {OurChoice.Mark}"
        : "";

    public static string Of(Exchange exchange, string reason)
    {
        var behavior = exchange.Behavior;
        var toOrigin = ReferenceEquals(behavior.OriginRequestPolicy, OriginRequestPolicy.Nothing)
            ? ""
            : $", origin request policy {behavior.OriginRequestPolicy.Name}";
        var key = exchange.Key is null ? "" : $"; key {ReadableKey.Of(exchange.Key)}";
        return $"{reason} [behavior '{behavior.Pattern}', cache policy {behavior.CachePolicy.Name}{toOrigin}{key}]";
    }
}
