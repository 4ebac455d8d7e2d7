using CsCheck;
using Microsoft.AspNetCore.Http;
using RvWeb.Edge.Cache;
using RvWeb.Edge.Conditions;
using RvWeb.Edge.Viewer;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>Source: RFC 9110, section 13.</summary>
public sealed class ConditionalRuleTests
{
    private const string Modified = "Wed, 01 Apr 2026 11:00:00 GMT";

    [Theory]
    [InlineData("\"a\"", true)]
    [InlineData("W/\"a\"", true)]
    [InlineData("\"b\", \"a\"", true)]
    [InlineData("\"b\",\"a\"", true)]
    [InlineData("\"x,\\\"a\"", false)]
    [InlineData("*", true)]
    [InlineData("\"*\"", false)]
    [InlineData("\"b\"", false)]
    [InlineData("\"A\"", false)]
    [InlineData("a", false)]
    [InlineData("\"b", false)]
    [InlineData(",, \"a\"", true)]
    [InlineData("", false)]
    public void If_None_Match_names_the_tag_a(string header, bool expected) => Assert.Equal(expected, EntityTags.Names(header, "\"a\""));

    [Theory]
    [InlineData("\"a,b\"", "\"a,b\"", true)]
    [InlineData("\"a,b\"", "\"a\"", false)]
    [InlineData("plain", "plain", true)]
    [InlineData("one, plain", "plain", true)]
    [InlineData("\"\"", "\"\"", true)]
    [InlineData("*", null, true)]
    [InlineData("\"a\"", null, false)]
    public void Tags_may_hold_commas_or_lack_quotes(string header, string? tag, bool expected) => Assert.Equal(expected, EntityTags.Names(header, tag));

    [Fact]
    public void A_tag_is_found_in_every_list_that_holds_it_and_in_no_other()
    {
        var tag = Gen.Char["ab, W/*"].Array[0, 4].Select(letters => $"\"{new string(letters)}\"");
        Gen.Select(tag.List[0, 4], tag).Sample((list, wanted) => EntityTags.Names(string.Join(", ", list), wanted) == list.Contains(wanted));
    }

    [Theory]
    [InlineData("Wed, 01 Apr 2026 11:00:00 GMT", true)]
    [InlineData("Wed, 01 Apr 2026 11:00:01 GMT", true)]
    [InlineData("Wed, 01 Apr 2026 10:59:59 GMT", false)]
    [InlineData("Wednesday, 01-Apr-26 11:00:00 GMT", true)]
    [InlineData("Wed Apr  1 11:00:00 2026", true)]
    [InlineData("Thu, 01 Apr 2026 11:00:00 GMT", true)]
    [InlineData("Wed, 01 Apr 2026 11:00:00 CET", false)]
    [InlineData("2026-04-01T11:00:00Z", false)]
    [InlineData("yesterday", false)]
    public void If_Modified_Since_is_compared_as_a_date(string since, bool expected) =>
        Assert.Equal(expected, ViewerConditions.IsNotModified(Request(headers: ("If-Modified-Since", since)).Headers, Stored(null)));

    [Fact]
    public void If_None_Match_decides_alone_when_both_are_there() =>
        Assert.False(ViewerConditions.IsNotModified(Request(headers: [("If-None-Match", "\"b\""), ("If-Modified-Since", Modified)]).Headers, Stored("\"a\"")));

    [Theory]
    [InlineData("If-Match", "\"b\"")]
    [InlineData("If-Unmodified-Since", "Wed, 01 Apr 2020 11:00:00 GMT")]
    public void Conditions_that_guard_changes_are_not_the_caches_affair(string name, string value) =>
        Assert.False(ViewerConditions.IsNotModified(Request(headers: (name, value)).Headers, Stored("\"a\"")));

    [Fact]
    public void Errors_and_redirects_are_never_304() =>
        Assert.False(ViewerConditions.IsNotModified(Request(headers: ("If-None-Match", "*")).Headers, Stored("\"a\"") with { Status = 404 }));

    [Theory]
    [InlineData("\"a\"", true)]
    [InlineData("W/\"a\"", true)]
    [InlineData("\"b\"", false)]
    [InlineData(null, true)]
    public void A_304_confirms_the_version_it_names(string? tag, bool expected)
    {
        IHeaderDictionary news = new HeaderDictionary();
        news.ETag = tag;

        Assert.Equal(expected, Confirmation.Confirms(Stored("\"a\""), news));
    }

    private static StoredAnswer Stored(string? etag) => new()
    {
        Status = 200,
        Headers = [],
        Times = EntryTimes.For(Policy(), Origin(200), S(1), Now),
        Reason = "test",
        ETag = etag,
        LastModified = Modified,
    };
}
