using CsCheck;
using RvWeb.Edge.Cache;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Rules;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#stale-content</summary>
public sealed class CacheDecisionTests
{
    [Theory]
    [InlineData("max-age=10, stale-while-revalidate=20", 31_536_000, 9, nameof(Verdict.Hit))]
    [InlineData("max-age=10, stale-while-revalidate=20", 31_536_000, 10, nameof(Verdict.StaleWhileRevalidate))]
    [InlineData("max-age=10, stale-while-revalidate=20", 31_536_000, 29, nameof(Verdict.StaleWhileRevalidate))]
    [InlineData("max-age=10, stale-while-revalidate=20", 31_536_000, 30, nameof(Verdict.Expired))]
    [InlineData("max-age=10, stale-while-revalidate=20", 15, 14, nameof(Verdict.StaleWhileRevalidate))]
    [InlineData("max-age=10, stale-while-revalidate=20", 15, 15, nameof(Verdict.Expired))]
    [InlineData("max-age=10, stale-while-revalidate=20", 10, 10, nameof(Verdict.Expired))]
    [InlineData("max-age=10, stale-while-revalidate", 31_536_000, 10, nameof(Verdict.Expired))]
    [InlineData("no-cache, stale-while-revalidate=20", 31_536_000, 1, nameof(Verdict.Expired))]
    public void An_age_has_this_verdict(string cacheControl, long max, int age, string expected) =>
        Assert.Equal(expected, CacheDecision.For(Times(cacheControl, max), Now.AddSeconds(age)).Verdict.ToString());

    [Fact]
    public void Nothing_stored_is_a_miss() => Assert.Equal(Verdict.Miss, CacheDecision.For(null, Now).Verdict);

    [Fact]
    public void The_window_starts_after_MinTTL_if_that_is_the_lifetime()
    {
        var policy = Policy(min: 5);
        var origin = Origin(200, ("Cache-Control", "max-age=0, stale-while-revalidate=10"));
        var times = EntryTimes.For(policy, origin, FreshnessRules.Of(policy, origin, Now).Fresh!.Value, Now);

        Assert.Equal(Verdict.Hit, CacheDecision.For(times, Now.AddSeconds(4)).Verdict);
        Assert.Equal(Verdict.StaleWhileRevalidate, CacheDecision.For(times, Now.AddSeconds(14)).Verdict);
        Assert.Equal(Verdict.Expired, CacheDecision.For(times, Now.AddSeconds(15)).Verdict);
    }

    [Theory]
    [InlineData("max-age=10", 1_000, 999, true)]
    [InlineData("max-age=10", 1_000, 1_000, false)]
    [InlineData("max-age=10, stale-if-error=0", 1_000, 11, false)]
    [InlineData("max-age=10, stale-if-error=20", 1_000, 29, true)]
    [InlineData("max-age=10, stale-if-error=20", 1_000, 30, false)]
    [InlineData("max-age=10, stale-while-revalidate=50, stale-if-error=20", 1_000, 59, true)]
    [InlineData("no-store", 1_000, 999, true)]
    public void A_copy_stands_in_for_a_failing_origin_until(string cacheControl, long max, int age, bool expected) =>
        Assert.Equal(expected, CacheDecision.MayServeOnError(Times(cacheControl, max), Now.AddSeconds(age)));

    [Fact]
    public void After_a_failure_the_origin_has_peace_until_the_next_attempt()
    {
        var times = Times("max-age=10, stale-while-revalidate=50", 1_000) with { NextAttempt = Now.AddSeconds(25) };

        Assert.Equal(Verdict.StaleAfterFailure, CacheDecision.For(times, Now.AddSeconds(24)).Verdict);
        Assert.Equal(Verdict.StaleWhileRevalidate, CacheDecision.For(times, Now.AddSeconds(25)).Verdict);
    }

    [Fact]
    public void The_reason_has_the_numbers() => Assert.Equal(
        "stale 12 s of 60 s allowed; revalidating in the background",
        CacheDecision.For(Times("max-age=10, stale-while-revalidate=60", 1_000), Now.AddSeconds(22)).Reason);

    [Fact]
    public void Nothing_is_ever_served_past_the_window_or_MaxTTL() =>
        Gen.Select(Gen.Int[0, 100], Gen.Int[0, 100], Gen.Int[0, 150], Gen.Int[0, 300]).Sample((maxAge, window, max, age) =>
        {
            var times = Times($"max-age={maxAge}, stale-while-revalidate={window}, stale-if-error={window}", max);
            var verdict = CacheDecision.For(times, Now.AddSeconds(age)).Verdict;
            return verdict is Verdict.Expired == age >= Math.Min(maxAge + window, max);
        });

    private static EntryTimes Times(string cacheControl, long max)
    {
        var policy = Policy(max: max);
        var origin = Origin(200, ("Cache-Control", cacheControl));
        return EntryTimes.For(policy, origin, FreshnessRules.Of(policy with { DefaultTtl = S(1) }, origin, Now).Fresh!.Value, Now);
    }
}
