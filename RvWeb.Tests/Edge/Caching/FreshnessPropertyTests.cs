using CsCheck;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>The verdict on random answers at random ages against a second, independent reading of AWS's tables.</summary>
public sealed class FreshnessPropertyTests
{
    private static readonly Gen<int?> Maybe = Gen.Int[0, 40].Nullable();

    private static readonly Gen<(int Min, int Usual, int Max)> Times =
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 30], Gen.Int[0, 30], (min, more, evenMore) => (min, min + more, min + more + evenMore));

    private static readonly Gen<(string Forbids, int? Age, int? Shared, int? Expires, int? Revalidate, int? IfError)> Answers =
        Gen.Select(Gen.OneOf<string>("", "", "no-store", "no-cache", "private"), Maybe, Maybe, Maybe, Maybe, Maybe);

    [Fact]
    public void Nothing_is_served_past_what_policy_and_origin_allow() =>
        Gen.Select(Times, Answers, Gen.Int[0, 120]).Sample((ttl, origin, age) => Verdict(ttl, origin, age) == Model(ttl, origin, age), iter: 5_000);

    [Fact]
    public void Growing_older_never_makes_a_copy_more_usable() =>
        Gen.Select(Times, Answers, Gen.Int[0, 60], Gen.Int[0, 60]).Sample((ttl, origin, age, more) =>
            Usefulness(Verdict(ttl, origin, age)) >= Usefulness(Verdict(ttl, origin, age + more)));

    private static string Verdict(
        (int Min, int Usual, int Max) ttl, (string Forbids, int? Age, int? Shared, int? Expires, int? Revalidate, int? IfError) origin, int age)
    {
        string[] directives =
        [
            origin.Forbids, Directive("max-age", origin.Age), Directive("s-maxage", origin.Shared),
            Directive("stale-while-revalidate", origin.Revalidate), Directive("stale-if-error", origin.IfError),
        ];
        var lines = "Cache-Control: " + string.Join(", ", directives.Where(directive => directive.Length > 0))
            + (origin.Expires is { } expires ? $" | Expires: {{{expires}}}" : "");
        return CachingCase.After(Policy(ttl.Min, ttl.Usual, ttl.Max), CachingCase.Answer(200, lines), age);
    }

    private static string Directive(string name, int? value) => value is { } number ? $"{name}={number}" : "";

    private static string Model(
        (int Min, int Usual, int Max) ttl, (string Forbids, int? Age, int? Shared, int? Expires, int? Revalidate, int? IfError) origin, int age)
    {
        if (ttl is (0, 0, 0))
            return "miss";
        var asked = origin.Shared ?? origin.Age ?? origin.Expires;
        var fresh = origin.Forbids.Length > 0 ? ttl.Min
            : asked is null ? Math.Max(ttl.Min, ttl.Usual)
            : Math.Min(Math.Max(asked.Value, ttl.Min), ttl.Max);
        if (age < fresh)
            return "hit";
        // Past MaxTTL nothing is left; before it, each window counts from the end of freshness.
        var late = age - fresh;
        var isNeverReused = origin.Forbids.Length > 0 && ttl.Min == 0;
        var inRevalidation = age < ttl.Max && late < (origin.Revalidate ?? 0) && !isNeverReused;
        if (inRevalidation)
            return "stale";
        return age < ttl.Max && (origin.IfError is null || late < origin.IfError) ? "kept" : "expired";
    }

    private static int Usefulness(string verdict) => verdict switch { "hit" => 3, "stale" => 2, "kept" => 1, _ => 0 };
}
