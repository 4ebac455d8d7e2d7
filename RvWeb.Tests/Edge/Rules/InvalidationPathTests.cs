using RvWeb.Edge.Invalidation;
using RvWeb.Edge.Keys;
using RvWeb.Edge.Policies;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Rules;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html</summary>
public sealed class InvalidationPathTests
{
    [Theory]
    [InlineData("/*", "/", true)]
    [InlineData("/*", "/a/b?x=1", true)]
    [InlineData("/a.jpg", "/a.jpg", true)]
    [InlineData("/a.jpg", "/A.jpg", false)]
    [InlineData("/a.jpg", "/a.jpg?x=1", false)]
    [InlineData("/a.jpg?x=1", "/a.jpg?x=1", true)]
    [InlineData("/a.jpg*", "/a.jpg?x=1", true)]
    [InlineData("/a/*", "/a/b/c", true)]
    [InlineData("/a/*", "/a", false)]
    [InlineData("/*.jpg", "/a.jpg", false)]
    [InlineData("/*.jpg", "/*.jpg", true)]
    [InlineData("/a%20b", "/a%20b", true)]
    [InlineData("/a%2fb", "/a%2Fb", false)]
    [InlineData("/", "/index.html", true)]
    [InlineData("/", "/", true)]
    [InlineData("/", "/a", false)]
    public void A_path_covers_what_it_names(string path, string target, bool covers)
    {
        var (at, query) = target.Split('?') is [var before, var after] ? (before, after) : (target, "");
        var policy = Policy() with { QueryStrings = new Selection(SelectionMode.All, [], StringComparer.Ordinal) };
        var targets = new InvalidationTargets([new InvalidationPath(path)], path == "/" && target == "/" ? "" : "index.html");

        Assert.Equal(covers, targets.Cover(CacheKey.Of(policy, Request(at, query))));
    }

    [Fact]
    public void Every_variant_of_a_path_is_covered()
    {
        var policy = Policy() with
        {
            Gzip = true,
            Headers = HeaderNames("X-Variant"),
            Cookies = Names(SelectionMode.Whitelist, "c"),
        };
        var targets = new InvalidationTargets([new InvalidationPath("/a")], "");

        Assert.True(targets.Cover(CacheKey.Of(policy, Request("/a"))));
        Assert.True(targets.Cover(CacheKey.Of(policy, Request("/a", "x=1", "OPTIONS", ("X-Variant", "2"), ("Cookie", "c=1"), ("Accept-Encoding", "gzip")))));
    }

    [Theory]
    [InlineData("", "a path is empty")]
    [InlineData("a/b", "'a/b' does not begin with a slash: write /a/b.")]
    [InlineData("/~user", "has a ~")]
    [InlineData("/%7Euser", "has a ~")]
    [InlineData("/a b", "percent-encode")]
    [InlineData("/ä", "percent-encode")]
    public void What_is_no_path_is_told(string path, string problem) =>
        Assert.Contains(problem, InvalidationPath.Problem(path), StringComparison.Ordinal);

    [Fact]
    public void A_path_of_4000_characters_is_the_longest()
    {
        Assert.Null(InvalidationPath.Problem("/" + new string('a', 3999)));
        Assert.Contains("4001 characters", InvalidationPath.Problem("/" + new string('a', 4000)), StringComparison.Ordinal);
    }
}
