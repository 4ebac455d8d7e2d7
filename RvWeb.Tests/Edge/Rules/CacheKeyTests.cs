using CsCheck;
using RvWeb.Edge.Keys;
using RvWeb.Edge.Policies;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Rules;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-the-cache-key.html</summary>
public sealed class CacheKeyTests
{
    private static readonly CachePolicy Open = Policy() with
    {
        QueryStrings = Names(SelectionMode.All),
        Cookies = Names(SelectionMode.All),
        Headers = HeaderNames("X-A", "Query"),
    };

    [Fact]
    public void Get_and_head_share_an_entry_and_options_does_not()
    {
        Assert.Equal(CacheKey.Of(Open, Request()), CacheKey.Of(Open, Request(method: "HEAD")));
        Assert.NotEqual(CacheKey.Of(Open, Request()), CacheKey.Of(Open, Request(method: "OPTIONS")));
    }

    [Fact]
    public void A_closed_policy_sees_neither_host_nor_query_nor_cookie_nor_vary() => Assert.Equal(
        CacheKey.Of(Policy(), Request("/a")),
        CacheKey.Of(Policy(), Request("/a", "x=1", headers: [("Host", "h"), ("Cookie", "c=1"), ("Accept-Language", "de")])));

    [Theory]
    [InlineData(SelectionMode.Whitelist, "b=2&A=9", "b=2")]
    [InlineData(SelectionMode.AllExcept, "b=2&A=9&a=1;c", "A=9&a=1;c")]
    [InlineData(SelectionMode.All, "b=2&a=1", "b=2&a=1")]
    [InlineData(SelectionMode.None, "b=2", "")]
    internal void The_query_is_selected_by_exact_name_in_the_viewers_order(SelectionMode mode, string query, string expected) =>
        Assert.Equal(expected, QuerySelection.Select(query, Names(mode, "b", "x")));

    [Fact]
    public void Cookies_are_sorted_by_name_and_dollar_names_dropped() =>
        Assert.Equal("a=1; b=2", CookieSelection.Select("b=2; $Version=1; nameless; a=1", Names(SelectionMode.All)));

    [Theory]
    [InlineData(true, true, "gzip, deflate, br", "br,gzip", "br,gzip")]
    [InlineData(true, true, "gzip", "gzip", "gzip")]
    [InlineData(true, true, "deflate", null, "identity")]
    [InlineData(true, true, null, null, null)]
    [InlineData(true, false, "br, gzip;q=0.5", "gzip", "gzip")]
    [InlineData(true, false, "br", null, "identity")]
    [InlineData(true, true, "br;q=0, gzip", "gzip", "gzip")]
    [InlineData(false, false, "gzip, br", null, null)]
    public void Accept_Encoding_is_normalised(bool gzip, bool brotli, string? sent, string? inKey, string? toOrigin)
    {
        var policy = Policy() with { Gzip = gzip, Brotli = brotli };

        Assert.Equal(new AcceptEncoding(inKey, toOrigin), AcceptEncoding.Of(policy, sent));
    }

    [Fact]
    public void Header_values_count_by_case_and_names_do_not()
    {
        Assert.Equal(CacheKey.Of(Open, Request(headers: ("X-A", "v"))), CacheKey.Of(Open, Request(headers: ("x-a", "v"))));
        Assert.NotEqual(CacheKey.Of(Open, Request(headers: ("X-A", "v"))), CacheKey.Of(Open, Request(headers: ("X-A", "V"))));
    }

    [Fact]
    public void A_header_cannot_pose_as_a_query() =>
        Assert.NotEqual(CacheKey.Of(Open, Request("/", "x")), CacheKey.Of(Open, Request("/", headers: ("Query", "x"))));

    [Fact]
    public void Different_requests_never_share_a_key()
    {
        var text = Gen.String[Gen.Char["ab\n: 1"], 0, 4];
        Gen.Select(text, text, text).Select((path, query, header) => (path, query, header))
            .Array[2].Sample(pair => pair[0] == pair[1] == (Key(pair[0]) == Key(pair[1])));
    }

    private static string Key((string Path, string Query, string Header) request) =>
        CacheKey.Of(Open, Request(request.Path, request.Query, headers: ("X-A", request.Header)));
}
