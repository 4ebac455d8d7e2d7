using System.Reflection;
using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Keys;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Viewer;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Rules;

/// <summary>The rules are of use without a server: what a policy makes of a day is known in a moment.</summary>
public sealed class DayOfTrafficTests
{
    private const int Seed = 5;
    private static readonly TimeSpan Outage = TimeSpan.FromHours(13);
    private static readonly TimeSpan Repaired = TimeSpan.FromHours(14);
    private static readonly string[] Pages = ["/", "/blog", "/about"];
    private static readonly string[] Languages = ["de", "en"];

    private static readonly CachePolicy InKey = Policy(usual: 0) with { Headers = HeaderNames("Accept-Language") };

    [Fact]
    public void A_day_with_an_outage_lets_viewers_wait_once_for_each_page()
    {
        var edge = new SimulatedEdge(InKey, (_, now) => Answer(IsDown(now) ? 503 : 200, "max-age=60, stale-while-revalidate=86400"));
        var answers = Day(edge);

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(Pages.Length * Languages.Length, answers.Count(answer => answer.Waited));
        // While it works each page is fetched once a minute at most; while it fails, every ten seconds at most (ErrorCachingMinTTL).
        foreach (var fetches in edge.Fetches.GroupBy(fetch => fetch.Key, fetch => fetch.At))
            Assert.All(fetches.Zip(fetches.Skip(1)), pair => Assert.True(
                pair.Second - pair.First >= (IsDown(pair.First) ? S(10) : S(60)), $"{fetches.Key} at {pair.First} and {pair.Second}"));
        Assert.Contains(answers, answer => answer.Verdict == Verdict.StaleAfterFailure);
    }

    [Fact]
    public void Without_any_stale_window_but_errors_viewers_see_the_outage_only_as_old_pages()
    {
        var edge = new SimulatedEdge(InKey, (_, now) => Answer(IsDown(now) ? 503 : 200, "max-age=60"));
        var answers = Day(edge);

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.DoesNotContain(answers, answer => answer.Verdict == Verdict.StaleWhileRevalidate);
        Assert.True(answers.Max(answer => answer.Age) >= S(3_000), "A page is as old as the outage.");
    }

    [Fact]
    public void With_MaxTTL_equal_to_the_lifetime_the_outage_reaches_the_viewers()
    {
        var edge = new SimulatedEdge(
            InKey with { MaxTtl = S(60) }, (_, now) => Answer(IsDown(now) ? 503 : 200, "max-age=60, stale-while-revalidate=86400"));
        var answers = Day(edge);

        Assert.Contains(answers, answer => answer.Status == 503);
        Assert.All(answers.Where(answer => answer.Status == 200 && !answer.Waited), answer => Assert.True(answer.Age < S(60)));
    }

    [Fact]
    public void Each_decision_gives_its_reason()
    {
        var edge = new SimulatedEdge(InKey, (_, _) => Answer(200, "max-age=60, stale-while-revalidate=30"));

        Assert.Equal("not in the cache", edge.Ask("/").Reason);
        Assert.Equal("fresh: age 0 of 60 s", edge.Ask("/").Reason);
        edge.Clock.Advance(S(72));
        Assert.Equal("stale 12 s of 30 s allowed; revalidating in the background", edge.Ask("/").Reason);
        edge.Clock.Advance(S(95));
        Assert.Equal("expired: age 95 s, lifetime 60 s", edge.Ask("/").Reason);
    }

    [Theory]
    [InlineData(typeof(CacheKey))]
    [InlineData(typeof(CachePolicy))]
    [InlineData(typeof(CacheDecision))]
    [InlineData(typeof(EntryTimes))]
    [InlineData(typeof(OriginHeaders))]
    [InlineData(typeof(StoreRules))]
    [InlineData(typeof(FreshnessRules))]
    [InlineData(typeof(ErrorRules))]
    [InlineData(typeof(ViewerRequest))]
    [InlineData(typeof(ViewerConditions))]
    public void The_rules_know_no_type_of_http(Type rule)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var known = rule.GetMethods(all).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
            .Concat(rule.GetFields(all).Select(field => field.FieldType));

        Assert.DoesNotContain(known, type => type.Namespace is { } name
            && (name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("System.Net", StringComparison.Ordinal)));
    }

    /// <summary>A viewer every five seconds, on average, who asks for some page in some language.</summary>
    private static List<SimulatedAnswer> Day(SimulatedEdge edge)
    {
        var random = new Random(Seed);
        var answers = new List<SimulatedAnswer>();
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromDays(1);)
        {
            answers.Add(edge.Ask(
                Pages[random.Next(Pages.Length)], headers: [("accept-language", Languages[random.Next(Languages.Length)]), ("X-Other", $"{answers.Count}")]));
            var pause = S(random.Next(1, 10));
            passed += pause;
            edge.Clock.Advance(pause);
        }

        return answers;
    }

    private static bool IsDown(DateTimeOffset now) => now - Now is var passed && passed >= Outage && passed < Repaired;

    private static OriginHeaders Answer(int status, string cacheControl) => OriginHeaders.Read(
        status, new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase) { ["cache-control"] = cacheControl });
}
