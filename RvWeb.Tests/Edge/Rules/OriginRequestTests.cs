using RvWeb.Edge.Cache;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Template;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Rules;

/// <summary>Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-headers-behavior</summary>
public sealed class OriginRequestTests
{
    private static readonly OriginRequestPolicy AllViewer = ManagedPolicies.OriginRequest["216adef6-5c7f-47e4-b989-5492eafa07d3"];
    private static readonly OriginRequestPolicy ExceptHost = ManagedPolicies.OriginRequest["b689b0a8-53d0-40ab-baf2-68738e2966ac"];

    [Fact]
    public void Without_policies_little_more_than_the_path_goes_to_the_origin()
    {
        var sent = Compose(Behavior(Policy()), headers: [("Host", "h"), ("User-Agent", "curl"), ("Accept", "*/*"), ("Cookie", "a=1"), ("Authorization", "x")]);

        Assert.Equal(
            ["User-Agent: Amazon CloudFront", "Via: 1.1 edge", "X-Amz-Cf-Id: id", "X-Forwarded-For: 127.0.0.1"],
            Lines(sent));
        Assert.Equal("/base/p", sent.PathAndQuery);
    }

    [Fact]
    public void All_viewer_forwards_host_cookies_authorization_and_query()
    {
        var sent = Compose(Behavior(Policy(), AllViewer), headers: [("Host", "h"), ("Cookie", "b=1; a=2"), ("Authorization", "x")]);

        Assert.Equal("/base/p?q=1", sent.PathAndQuery);
        Assert.Equal(("h", "a=2; b=1", "x"), (sent.Headers.Host.ToString(), sent.Headers.Cookie.ToString(), sent.Headers.Authorization.ToString()));
    }

    [Fact]
    public void All_viewer_except_host_leaves_the_host_to_the_origin()
    {
        var sent = Compose(Behavior(Policy(), ExceptHost), headers: [("Host", "h"), ("X-Any", "y")]);

        Assert.Equal(0, sent.Headers.Host.Count);
        Assert.Equal("y", sent.Headers["X-Any"]);
    }

    // AWS names the header only as one that functions may not change; our choice (docs/edge.md).
    [Fact]
    public void CDN_Loop_goes_on_as_it_came_where_a_policy_lets_it_and_nothing_is_added()
    {
        Assert.Equal("other.example; v=1", Compose(Behavior(Policy(), AllViewer), ("CDN-Loop", "other.example; v=1")).Headers["CDN-Loop"]);
        Assert.Equal(0, Compose(Behavior(Policy()), ("CDN-Loop", "other.example; v=1")).Headers["CDN-Loop"].Count);
        Assert.Equal(0, Compose(Behavior(Policy(), AllViewer)).Headers["CDN-Loop"].Count);
    }

    [Fact]
    public void Both_policies_selections_are_united()
    {
        var policy = Policy() with { QueryStrings = Names(SelectionMode.Whitelist, "q"), Headers = HeaderNames("X-Key") };
        var toOrigin = new OriginRequestPolicy { Name = "o", QueryStrings = Names(SelectionMode.Whitelist, "r"), Headers = HeaderNames("X-More") };

        var sent = Compose(Behavior(policy, toOrigin), "q=1&s=2&r=3", [("X-Key", "1"), ("X-More", "2"), ("X-Less", "3")]);

        Assert.Equal("/base/p?q=1&r=3", sent.PathAndQuery);
        Assert.Equal(("1", "2", ""), (sent.Headers["X-Key"].ToString(), sent.Headers["X-More"].ToString(), sent.Headers["X-Less"].ToString()));
    }

    [Theory]
    [InlineData("Connection")]
    [InlineData("X-Named")]
    [InlineData("TE")]
    [InlineData("Expect")]
    [InlineData("Proxy-Authorization")]
    [InlineData("X-Real-IP")]
    [InlineData("X-Edge-Location")]
    [InlineData("X-Forwarded-Proto")]
    public void Some_headers_never_pass(string name)
    {
        var sent = Compose(Behavior(Policy(), AllViewer), headers: [("Connection", "x-named"), (name, "x")]);

        Assert.False(sent.Headers.ContainsKey(name));
    }

    [Fact]
    public void Accept_Encoding_is_sent_normalised_even_with_all_viewer()
    {
        var sent = Compose(Behavior(Policy() with { Gzip = true }, AllViewer), headers: ("Accept-Encoding", "zstd, gzip"));

        Assert.Equal("gzip", sent.Headers.AcceptEncoding);
    }

    [Fact]
    public void The_viewers_address_is_appended_and_custom_headers_win()
    {
        var sent = Compose(Behavior(Policy(), AllViewer), headers: [("X-Forwarded-For", "9.9.9.9"), ("X-Secret", "forged")]);

        Assert.Equal("9.9.9.9, 127.0.0.1", sent.Headers["X-Forwarded-For"]);
        Assert.Equal("real", Compose(Behavior(Policy(), AllViewer), "", [("X-Secret", "forged")], ("X-Secret", "real")).Headers["X-Secret"]);
    }

    [Fact]
    public void A_fill_carries_the_stored_validators_and_not_the_viewers()
    {
        var stored = new StoredAnswer
        {
            Status = 200,
            Headers = [],
            Reason = "",
            ETag = "\"1\"",
            MayRevalidate = true,
            Times = EntryTimes.For(Policy(), Origin(200), S(1), Now),
        };
        var viewer = Request("/p", headers: [("If-None-Match", "\"forged\""), ("Range", "bytes=0-1")]);

        var sent = new OriginRequests("1.1 edge").Compose(Behavior(Policy(), AllViewer), new OriginDefinition { Id = "app" }, viewer, "id", true, stored);

        Assert.Equal("\"1\"", sent.Headers.IfNoneMatch);
        Assert.Equal(0, sent.Headers.Range.Count);
    }

    private static OriginRequest Compose(
        Behavior behavior, string query = "q=1", (string Name, string Value)[]? headers = null, params (string Name, string Value)[] custom) =>
        new OriginRequests("1.1 edge").Compose(
            behavior,
            new OriginDefinition { Id = "app", Path = "/base", CustomHeaders = custom.ToDictionary(header => header.Name, header => header.Value) },
            Request("/p", query, headers: headers ?? []), "id", fillsCache: true, revalidates: null);

    private static OriginRequest Compose(Behavior behavior, (string Name, string Value) headers) => Compose(behavior, "q=1", [headers]);

    private static List<string> Lines(OriginRequest request) =>
        [.. request.Headers.Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal)];
}
