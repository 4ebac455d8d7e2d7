using Microsoft.AspNetCore.Http;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Template;
using RvWeb.Edge.Warnings;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Rules;

public sealed class AccidentTests
{
    private static readonly OriginRequestPolicy AllViewer = ManagedPolicies.OriginRequest["216adef6-5c7f-47e4-b989-5492eafa07d3"];

    [Theory]
    [InlineData("Cache-Control: max-age=60, stale-while-revalidate", AccidentKinds.WindowWithoutNumber)]
    [InlineData("Cache-Control: max-age=60, stale-while-revalidate=soon", AccidentKinds.WindowWithoutNumber)]
    [InlineData("Cache-Control: max-age=60, stale-while-revalidate=60", "")]
    [InlineData("Cache-Control: max-age=60\nVary: Accept-Encoding", "")]
    [InlineData("Cache-Control: max-age=60\nVary: Accept-Encoding, RSC", AccidentKinds.VaryNotInKey)]
    [InlineData("Cache-Control: max-age=60\nVary: X-Keyed", "")]
    [InlineData("Cache-Control: no-store\nVary: RSC", "")]
    [InlineData("Cache-Control: max-age=60\nContent-Type: text/html; charset=utf-8", AccidentKinds.NoContentLength)]
    [InlineData("Cache-Control: max-age=60\nContent-Type: text/html\nContent-Length: 5", "")]
    [InlineData("Cache-Control: max-age=60\nContent-Type: text/html\nContent-Encoding: gzip", "")]
    [InlineData("Cache-Control: max-age=60\nContent-Type: image/png", "")]
    [InlineData("Cache-Control: max-age=60\nSet-Cookie: a=1", "")]
    public void An_answer_shows_it(string headers, string kind) =>
        Assert.Equal(kind, Kinds(Compressing(Policy() with { Gzip = true, Headers = HeaderNames("X-Keyed") }), headers));

    [Theory]
    [InlineData("Cache-Control: private", AccidentKinds.MinTtlOverrides)]
    [InlineData("Cache-Control: no-store, max-age=0", AccidentKinds.MinTtlOverrides)]
    [InlineData("Cache-Control: max-age=0", "")]
    public void A_MinTTL_shares_what_is_private(string headers, string kind) => Assert.Equal(kind, Kinds(Behavior(Policy(min: 1)), headers));

    [Theory]
    [InlineData("Cache-Control: max-age=60, stale-while-revalidate=60", 60, AccidentKinds.WindowCut)]
    [InlineData("Cache-Control: max-age=60, stale-while-revalidate=60", 119, AccidentKinds.WindowCut)]
    [InlineData("Cache-Control: max-age=60, stale-while-revalidate=60", 120, "")]
    public void A_MaxTTL_cuts_the_stale_window(string headers, long max, string kind) => Assert.Equal(kind, Kinds(Behavior(Policy(max: max)), headers));

    [Theory]
    [InlineData("Cache-Control: max-age=60\nSet-Cookie: a=1", AccidentKinds.CookieStored)]
    [InlineData("Cache-Control: max-age=60, no-cache=\"Set-Cookie\"\nSet-Cookie: a=1", "")]
    [InlineData("Cache-Control: no-store\nSet-Cookie: a=1", "")]
    public void Forwarded_cookies_let_Set_Cookie_into_the_cache(string headers, string kind) =>
        Assert.Equal(kind, Kinds(Behavior(Policy() with { Cookies = Names(SelectionMode.All) }), headers));

    [Theory]
    [InlineData(404, "", AccidentKinds.ErrorStored)]
    [InlineData(500, "Cache-Control: no-store", AccidentKinds.ErrorStored)]
    [InlineData(404, "Cache-Control: max-age=60", "")]
    [InlineData(404, "Cache-Control: no-store", "")]
    public void An_error_is_cached_without_having_asked_for_it(int status, string headers, string kind) =>
        Assert.Equal(kind, Kinds(Behavior(Policy()), headers, status));

    [Fact]
    public void Nothing_is_found_where_caching_is_off() =>
        Assert.Equal("", Kinds(Behavior(Policy(usual: 0, max: 0), AllViewer), "Cache-Control: max-age=60, stale-while-revalidate\nSet-Cookie: a=1\nVary: RSC"));

    [Theory]
    [InlineData("utm=1", "", AccidentKinds.QueryDropped)]
    [InlineData("keyed=1", "", "")]
    [InlineData("", "Bearer x", "")]
    public void A_query_that_nobody_sees_is_told(string query, string authorization, string kind)
    {
        var behavior = Behavior(Policy() with { QueryStrings = Names(SelectionMode.Whitelist, "keyed") });

        Assert.Equal(kind, Found(RequestRules.Of(behavior, Asking(query, authorization), Plan(behavior, 200, "Cache-Control: max-age=60"))));
    }

    [Fact]
    public void Authorization_that_reaches_the_origin_outside_the_key_is_told_if_the_answer_is_shared()
    {
        var behavior = Behavior(Policy(), AllViewer);
        var keyed = Behavior(Policy() with { Headers = HeaderNames("Authorization") }, AllViewer);

        Assert.Equal(AccidentKinds.AuthorizationNotInKey, Found(RequestRules.Of(behavior, Asking("", "Bearer x"), Plan(behavior, 200, "Cache-Control: max-age=60"))));
        Assert.Equal("", Found(RequestRules.Of(behavior, Asking("", "Bearer x"), Plan(behavior, 200, "Cache-Control: no-store"))));
        Assert.Equal("", Found(RequestRules.Of(keyed, Asking("", "Bearer x"), Plan(keyed, 200, "Cache-Control: max-age=60"))));
    }

    [Fact]
    public void The_template_shows_what_reaches_the_origin_outside_the_key()
    {
        var everything = Policy() with { Cookies = Names(SelectionMode.All), QueryStrings = Names(SelectionMode.All) };
        var some = new OriginRequestPolicy { Name = "some", QueryStrings = Names(SelectionMode.Whitelist, "page") };

        Assert.Equal($"{AccidentKinds.QueryNotInKey},{AccidentKinds.CookiesNotInKey}", Found(TemplateRules.Of(Behavior(Policy(), AllViewer))));
        Assert.Equal(AccidentKinds.CookiesForwarded, Found(TemplateRules.Of(Behavior(everything, AllViewer))));
        Assert.Equal(AccidentKinds.QueryNotInKey, Found(TemplateRules.Of(Behavior(Policy(), some))));
        Assert.Equal("", Found(TemplateRules.Of(Behavior(Policy() with { QueryStrings = Names(SelectionMode.Whitelist, "page") }, some))));
        Assert.Equal("", Found(TemplateRules.Of(Behavior(Policy(usual: 0, max: 0), AllViewer))));
        Assert.Equal(AccidentKinds.WildcardInPolicy, Found(TemplateRules.Of(Behavior(Policy() with { QueryStrings = Names(SelectionMode.Whitelist, "utm_*") }))));
        Assert.Equal("", Found(TemplateRules.Of(Behavior(Policy() with { QueryStrings = Names(SelectionMode.Patterns, "utm_*") }))));
    }

    private static Behavior Compressing(CachePolicy policy) => Behavior(policy) with { Compress = true };

    private static RvWeb.Edge.Viewer.ViewerRequest Asking(string query, string authorization) =>
        Request("/", query, headers: authorization.Length == 0 ? [] : [("Authorization", authorization)]);

    private static string Kinds(Behavior behavior, string headers, int status = 200) =>
        Found(AnswerRules.Of(behavior, Plan(behavior, status, headers), (IHeaderDictionary)Request(headers: Headers(headers)).Headers));

    private static StorePlan Plan(Behavior behavior, int status, string text)
    {
        var origin = Origin(status, Headers(text));
        var lifetime = status >= 400
            ? ErrorRules.Of(behavior.CachePolicy, origin, ErrorRules.DefaultMinTtl, Now)
            : FreshnessRules.Of(behavior.CachePolicy, origin, Now);
        return new StorePlan(lifetime.Fresh is { } fresh ? EntryTimes.For(behavior.CachePolicy, origin, fresh, Now) : null, origin, lifetime.Reason);
    }

    private static (string, string)[] Headers(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2)).Select(pair => (pair[0], pair[1]))];

    private static string Found(IEnumerable<Finding> findings) => string.Join(',', findings.Select(Told));

    private static string Told(Finding finding)
    {
        Assert.True(finding.Message().Length > 40, "It says what to do.");
        return finding.Kind;
    }
}
