namespace RvWeb.Edge.Cache;

/// <summary>The verdict on a request and the numbers behind it.</summary>
internal sealed record CacheDecision(Verdict Verdict, TimeSpan Age = default, TimeSpan Lifetime = default, TimeSpan StaleWindow = default)
{
    private static readonly CacheDecision Miss = new(Verdict.Miss);

    /// <summary>How long the origin still has peace after a failure.</summary>
    public TimeSpan NextAttemptIn { get; init; }

    /// <summary>One sentence; made only when somebody asks, because a hit must stay cheap.</summary>
    public string Reason => Verdict switch
    {
        Verdict.Miss => "not in the cache",
        Verdict.Hit => $"fresh: age {Seconds(Age)} of {Seconds(Lifetime)} s",
        Verdict.StaleWhileRevalidate => $"stale {Seconds(Age - Lifetime)} s of {Seconds(StaleWindow)} s allowed; revalidating in the background",
        Verdict.StaleAfterFailure => $"stale {Seconds(Age - Lifetime)} s: the origin failed; next attempt in {Seconds(NextAttemptIn)} s {OurChoice.Mark}",
        _ => $"expired: age {Seconds(Age)} s, lifetime {Seconds(Lifetime)} s",
    };

    public static CacheDecision For(EntryTimes? stored, DateTimeOffset now)
    {
        if (stored is null)
            return Miss;
        var age = now > stored.StoredAt ? now - stored.StoredAt : TimeSpan.Zero;
        if (age < stored.Lifetime)
            return Of(Verdict.Hit, stored, age);
        if (now < stored.NextAttempt && age < UsableUntil(stored))
            return Of(Verdict.StaleAfterFailure, stored, age) with { NextAttemptIn = stored.NextAttempt.Value - now };
        return Of(age < stored.RevalidateUntil ? Verdict.StaleWhileRevalidate : Verdict.Expired, stored, age);
    }

    /// <summary>Whether the stored copy may stand in for a failing origin (S5, S8, S11).</summary>
    public static bool MayServeOnError(EntryTimes stored, DateTimeOffset now) => now - stored.StoredAt < UsableUntil(stored);

    // S7: after a failed refresh the copy serves to the end of the longer window.
    private static TimeSpan UsableUntil(EntryTimes stored) =>
        stored.ErrorUntil > stored.RevalidateUntil ? stored.ErrorUntil : stored.RevalidateUntil;

    private static CacheDecision Of(Verdict verdict, EntryTimes stored, TimeSpan age) =>
        new(verdict, age, stored.Lifetime, stored.RevalidateUntil - stored.Lifetime);

    private static long Seconds(TimeSpan time) => (long)time.TotalSeconds;
}
