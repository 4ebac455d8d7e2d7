using CsCheck;
using Microsoft.AspNetCore.Http;
using RvWeb.Edge.ResponseHeaders;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Viewers;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html#understanding-response-headers-policies-cors</summary>
public sealed class CorsTests
{
    private static readonly CorsRules Rules = new()
    {
        AllowOrigins = ["https://a.example", "*.example.org"],
        AllowCredentials = true,
        AllowHeaders = "X-A, X-B",
        AllowMethods = "GET, POST",
        ExposeHeaders = "X-C",
        MaxAge = "60",
    };

    [Theory]
    [InlineData("https://a.example", "https://a.example", true)]
    [InlineData("https://a.example", "http://a.example", false)]
    [InlineData("https://a.example", "https://a.example:8443", false)]
    [InlineData("https://a.example:8443", "https://a.example:8443", true)]
    [InlineData("https://a.example:*", "https://a.example:8443", true)]
    [InlineData("https://a.example:*", "https://a.example", true)]
    [InlineData("https://a.example:8*", "https://a.example:8443", true)]
    [InlineData("https://a.example:8*", "https://a.example:443", false)]
    [InlineData("a.example", "http://a.example", true)]
    [InlineData("a.example", "ftp://a.example", false)]
    [InlineData("A.Example", "https://a.eXample", true)]
    [InlineData("*.example.org", "https://b.example.org", true)]
    [InlineData("*.example.org", "https://c.b.example.org", true)]
    [InlineData("*.example.org", "https://example.org", false)]
    [InlineData("*.example.org", "https://evilexample.org", false)]
    [InlineData("*.example.org", "https://example.org.evil", false)]
    [InlineData("http://[::1]:3000", "http://[::1]:3000", true)]
    [InlineData("http://[::1]", "http://[::1]", true)]
    [InlineData("https://a.example", "null", false)]
    public void An_origin_matches_by_scheme_host_and_port(string pattern, string origin, bool matches) =>
        Assert.Equal(matches, new OriginPattern(pattern).Matches(origin));

    [Fact]
    public void An_origin_without_wildcards_matches_itself_and_nothing_longer() =>
        Gen.Select(Gen.OneOf(Gen.Const("http"), Gen.Const("https")), Gen.String[Gen.Char.AlphaNumeric, 1, 9], Gen.UShort).Sample((scheme, host, port) =>
        {
            var origin = $"{scheme}://{host}.example:{port}";
            var pattern = new OriginPattern(origin);
            return pattern.Matches(origin) && !pattern.Matches(origin + "0") && !pattern.Matches(origin + ".evil");
        });

    [Theory]
    [InlineData("*", true)]
    [InlineData("*.example.org", true)]
    [InlineData("https://*.example.org", true)]
    [InlineData("example.*", false)]
    [InlineData("test.*.example.org", false)]
    [InlineData("exa*mple.org", false)]
    [InlineData("*.org", false)]
    public void A_wildcard_stands_at_the_left_end_only(string pattern, bool isValid) => Assert.Equal(isValid, OriginPattern.IsValid(pattern));

    [Fact]
    public void Without_Origin_there_are_no_CORS_headers() => Assert.Empty(Answer(Rules));

    [Fact]
    public void A_CORS_request_gets_the_headers_of_answers() => Assert.Equal(
        [
            "Access-Control-Allow-Credentials: true", "Access-Control-Allow-Origin: https://a.example", "Access-Control-Expose-Headers: X-C",
        ],
        Answer(Rules, "GET", ("Origin", "https://a.example")));

    [Fact]
    public void A_preflight_gets_methods_headers_and_age_as_well() => Assert.Equal(
        [
            "Access-Control-Allow-Credentials: true", "Access-Control-Allow-Headers: X-A, X-B", "Access-Control-Allow-Methods: GET, POST",
            "Access-Control-Allow-Origin: https://b.example.org", "Access-Control-Expose-Headers: X-C", "Access-Control-Max-Age: 60",
        ],
        Answer(Rules, "OPTIONS", ("Origin", "https://b.example.org"), ("Access-Control-Request-Method", "POST")));

    [Fact]
    public void An_OPTIONS_without_a_requested_method_is_no_preflight() =>
        Assert.DoesNotContain("Access-Control-Max-Age: 60", Answer(Rules, "OPTIONS", ("Origin", "https://a.example")));

    [Fact]
    public void An_origin_that_is_not_listed_gets_nothing() =>
        Assert.Empty(Answer(Rules, "GET", ("Origin", "https://evil.example")));

    [Theory]
    [InlineData(false, "https://a.example", "https://old.example")]
    [InlineData(true, "https://a.example", "https://a.example")]
    [InlineData(false, "https://evil.example", "https://old.example")]
    [InlineData(true, "https://evil.example", "")]
    public void Override_decides_between_the_policys_header_and_the_origins(bool overrides, string origin, string expected)
    {
        var answer = new HeaderDictionary { ["Access-Control-Allow-Origin"] = "https://old.example" };

        CorsHeaders.Add(Rules with { Overrides = overrides }, Request(headers: ("Origin", origin)), answer);

        Assert.Equal(expected, answer["Access-Control-Allow-Origin"].ToString());
    }

    [Fact]
    public void An_open_policy_answers_with_an_asterisk() =>
        Assert.Equal(["Access-Control-Allow-Origin: *"], Answer(new CorsRules { AllowOrigins = ["*"] }, "GET", ("Origin", "https://any.example")));

    private static List<string> Answer(CorsRules rules, string method = "GET", params (string Name, string Value)[] headers)
    {
        var answer = new HeaderDictionary();
        CorsHeaders.Add(rules, Request(method: method, headers: headers), answer);
        return [.. answer.Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal)];
    }
}
