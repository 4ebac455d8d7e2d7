using System.Security.Cryptography;
using System.Text;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Keys;

namespace RvWeb.Edge.Control;

/// <summary>Tells people about a stored answer.</summary>
internal static class EntryReading
{
    public static EntryView View(string pop, string key, StoredAnswer answer, DateTimeOffset now)
    {
        var parts = CacheKeyParts.Read(key);
        var decision = CacheDecision.For(answer.Times, now);
        return new EntryView
        {
            Id = Id(key),
            Pop = pop,
            Method = parts.Method,
            Path = parts.Path,
            Query = parts.Query,
            KeyParts = parts.Others.ToDictionary(part => part.Key, part => ReadableKey.Value(part.Key, part.Value)),
            Status = answer.Status,
            Bytes = answer.Body.Length,
            State = State(decision.Verdict, answer.Times, now),
            Age = Seconds(decision.Age),
            Lifetime = Seconds(answer.Times.Lifetime),
            StaleWhileRevalidate = Seconds(answer.Times.RevalidateUntil - answer.Times.Lifetime),
            StaleIfError = Seconds(answer.Times.ErrorUntil - answer.Times.Lifetime),
            Hits = answer.Uses.Value,
            Reason = answer.Reason,
        };
    }

    public static string Id(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 6));

    public static Dictionary<string, string[]> Headers(StoredAnswer answer) =>
        answer.Headers.ToDictionary(header => header.Key, header => header.Value.Select(value => Shown(header.Key, value)).ToArray());

    private static string Shown(string name, string? value) =>
        name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase) ? ReadableKey.Digest(value ?? "") : value ?? "";

    private static string State(Verdict verdict, EntryTimes times, DateTimeOffset now) => verdict switch
    {
        Verdict.Hit => "fresh",
        Verdict.StaleWhileRevalidate => "stale",
        Verdict.StaleAfterFailure => "stale after a failure",
        _ => CacheDecision.MayServeOnError(times, now) ? "kept for errors" : "expired",
    };

    private static long Seconds(TimeSpan time) => (long)time.TotalSeconds;
}
