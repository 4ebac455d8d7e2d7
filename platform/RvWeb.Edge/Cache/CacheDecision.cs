using System.Globalization;

namespace RvWeb.Edge.Cache;

/// <summary>The verdict on a request, with its numbers and its reason in one sentence.</summary>
internal sealed record CacheDecision(Verdict Verdict, TimeSpan Age, TimeSpan Lifetime, TimeSpan StaleWindow, string Reason)
{
    private static readonly CacheDecision _miss = new(Verdict.Miss, default, default, default, "not in the cache");

    public static CacheDecision For(EntryTimes? stored, DateTimeOffset now)
    {
        if (stored is null)
            return _miss;
        var age = now > stored.StoredAt ? now - stored.StoredAt : TimeSpan.Zero;
        if (age < stored.Lifetime)
            return Of(Verdict.Hit, stored, age, $"fresh: age {Seconds(age)} of {Seconds(stored.Lifetime)} s");
        if (now < stored.NextAttempt && age < UsableUntil(stored))
            return Of(Verdict.StaleAfterFailure, stored, age,
                $"stale {Seconds(age - stored.Lifetime)} s: the origin failed; next attempt in {Seconds(stored.NextAttempt.Value - now)} s");
        if (age < stored.RevalidateUntil)
            return Of(Verdict.StaleWhileRevalidate, stored, age,
                $"stale {Seconds(age - stored.Lifetime)} s of {Seconds(stored.RevalidateUntil - stored.Lifetime)} s allowed; revalidating in the background");
        return Of(Verdict.Expired, stored, age, $"expired: age {Seconds(age)} s, lifetime {Seconds(stored.Lifetime)} s");
    }

    /// <summary>Whether the stored copy may stand in for a failing origin (S5, S8, S11).</summary>
    public static bool MayServeOnError(EntryTimes stored, DateTimeOffset now) => now - stored.StoredAt < UsableUntil(stored);

    // S7: after a failed refresh the copy serves to the end of the longer window.
    private static TimeSpan UsableUntil(EntryTimes stored) =>
        stored.ErrorUntil > stored.RevalidateUntil ? stored.ErrorUntil : stored.RevalidateUntil;

    private static CacheDecision Of(Verdict verdict, EntryTimes stored, TimeSpan age, FormattableString reason) =>
        new(verdict, age, stored.Lifetime, stored.RevalidateUntil - stored.Lifetime, reason.ToString(CultureInfo.InvariantCulture));

    private static long Seconds(TimeSpan time) => (long)time.TotalSeconds;
}
