using RvWeb.Edge.Template;

namespace RvWeb.Tests.Edge.Rules;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern</summary>
public sealed class PathPatternTests
{
    [Theory]
    [InlineData("*", "/", true)]
    [InlineData("images/*.jpg", "/images/a/b.jpg", true)]
    [InlineData("/images/*.jpg", "/images/b.jpeg", false)]
    [InlineData("/images/*.jpg", "/Images/b.jpg", false)]
    [InlineData("*.gif", "/deep/x.gif", true)]
    [InlineData("/a??.png", "/a12.png", true)]
    [InlineData("/a??.png", "/a1.png", false)]
    [InlineData("/api/*", "/api", false)]
    [InlineData("/*a*b", "/xaxab", true)]
    [InlineData("/*a*b", "/xaxabc", false)]
    public void A_pattern_matches(string pattern, string path, bool expected) =>
        Assert.Equal(expected, new PathPattern(pattern).Matches(path));

    [Theory]
    [InlineData("/a/b", "/a/b")]
    [InlineData("/a//b", "/a/b")]
    [InlineData("/a/./b/../c", "/a/c")]
    [InlineData("/../../c", "/c")]
    [InlineData("/a/..", "/")]
    [InlineData("/a/b/", "/a/b/")]
    [InlineData("//", "/")]
    public void A_path_is_normalised_for_matching(string path, string expected) =>
        Assert.Equal(expected, PathPattern.Normalize(path));
}
