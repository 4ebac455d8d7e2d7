using CsCheck;
using RvWeb.Signatures;

namespace RvWeb.Tests.Signatures;

public sealed class CanonicalTargetTests
{
    [Theory]
    [InlineData("", "/")]
    [InlineData("/a//b/./c/../d/", "/a/b/d/")]
    [InlineData("/../..", "/")]
    [InlineData("/a%20b", "/a%2520b")]
    [InlineData("/a+b é", "/a%2Bb%20%C3%A9")]
    public void A_path_loses_dots_and_is_encoded_once_more(string path, string expected) => Assert.Equal(expected, CanonicalTarget.Path(path));

    [Theory]
    [InlineData("/a//b/../c", "/a//b/../c")]
    [InlineData("/a%20b c$", "/a%20b%20c%24")]
    [InlineData("/%7e%e9", "/~%E9")]
    public void A_path_of_s3_stays_and_has_one_spelling(string path, string expected) => Assert.Equal(expected, CanonicalTarget.KeptPath(path));

    [Theory]
    [InlineData("b=2&a=2&a=1&&c", "a=1&a=2&b=2&c=")]
    [InlineData("a=1=2&%41=+", "A=%2B&a=1%3D2")]
    [InlineData("a=%&b=%2", "a=%25&b=%252")]
    public void A_query_is_sorted_and_has_one_spelling(string query, string expected) => Assert.Equal(expected, CanonicalTarget.Query(query));

    [Fact]
    public void A_normalized_text_stays_as_it_is() =>
        Gen.String[Gen.Char["%+/ aZ09~é"], 0, 12].Sample(text =>
            PercentEncoding.Normalize(PercentEncoding.Normalize(text)) == PercentEncoding.Normalize(text));
}
