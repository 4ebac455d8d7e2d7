using RvWeb.Edge.Keys;
using RvWeb.Edge.Origin;
using RvWeb.Edge.Template;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Rules;

/// <summary>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-forwardedvalues.html</summary>
public sealed class LegacyForwardingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edge-legacy-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Nothing_said_keys_by_path_alone_and_forwards_ordinary_headers()
    {
        var behavior = Read("""{"QueryString":false}""");

        var sent = Sent(behavior, "a=1", ("Host", "h"), ("X-Any", "x"), ("Accept", "*/*"), ("Referer", "r"), ("Cookie", "a=1"), ("User-Agent", "u"), ("Pragma", "p"), ("Origin", "o"));

        Assert.Equal("/p", sent.PathAndQuery);
        Assert.Equal(("x", "p", "o"), (sent.Headers["X-Any"].ToString(), sent.Headers.Pragma.ToString(), sent.Headers.Origin.ToString()));
        Assert.Equal(("", "", "", "", "Amazon CloudFront"), (
            sent.Headers.Host.ToString(), sent.Headers.Accept.ToString(), sent.Headers.Referer.ToString(), sent.Headers.Cookie.ToString(), sent.Headers.UserAgent.ToString()));
        Assert.Equal(Key(behavior, "a=1", ("X-Any", "x")), Key(behavior, "a=2", ("X-Any", "y"), ("Cookie", "c=1")));
    }

    [Fact]
    public void Times_are_the_behaviors_own()
    {
        var usual = Read("""{"QueryString":false}""").CachePolicy;
        var own = Read("""{"QueryString":false}""", ""","MinTTL":5,"DefaultTTL":6,"MaxTTL":7""").CachePolicy;

        Assert.Equal((S(0), S(86_400), S(31_536_000)), (usual.MinTtl, usual.DefaultTtl, usual.MaxTtl));
        Assert.Equal((S(5), S(6), S(7)), (own.MinTtl, own.DefaultTtl, own.MaxTtl));
    }

    [Fact]
    public void Query_string_keys_narrow_the_key_and_not_what_is_forwarded()
    {
        var behavior = Read("""{"QueryString":true,"QueryStringCacheKeys":["a"]}""");

        Assert.Equal("/p?a=1&b=2", Sent(behavior, "a=1&b=2").PathAndQuery);
        Assert.Equal(Key(behavior, "a=1&b=2"), Key(behavior, "a=1&b=3"));
        Assert.NotEqual(Key(behavior, "a=1"), Key(behavior, "a=2"));
    }

    [Fact]
    public void Without_keys_the_whole_query_string_counts()
    {
        var behavior = Read("""{"QueryString":true}""");

        Assert.NotEqual(Key(behavior, "b=1"), Key(behavior, "b=2"));
    }

    [Fact]
    public void Listed_cookies_may_have_wildcards()
    {
        var behavior = Read("""{"QueryString":false,"Cookies":{"Forward":"whitelist","WhitelistedNames":["s*","id?"]}}""");

        Assert.Equal("id1=b; session=a", Sent(behavior, "", ("Cookie", "session=a; id1=b; id=c; other=d")).Headers.Cookie);
        Assert.NotEqual(Key(behavior, "", ("Cookie", "session=a")), Key(behavior, "", ("Cookie", "session=b")));
        Assert.Equal(Key(behavior, "", ("Cookie", "other=a")), Key(behavior, "", ("Cookie", "other=b")));
        Assert.True(behavior.ForwardsCookies);
    }

    [Fact]
    public void Listed_headers_are_in_the_key_and_all_headers_switch_caching_off()
    {
        var listed = Read("""{"QueryString":false,"Headers":["Host","Authorization"]}""");
        var all = Read("""{"QueryString":false,"Headers":["*"]}""");

        Assert.NotEqual(Key(listed, "", ("Host", "a")), Key(listed, "", ("Host", "b")));
        Assert.Equal("x", Sent(listed, "", ("Authorization", "x")).Headers.Authorization);
        Assert.True(all.CachePolicy.CachingDisabled);
        Assert.Equal(("h", "x", "zstd"), (
            Sent(all, "", ("Host", "h")).Headers.Host.ToString(), Sent(all, "", ("Authorization", "x")).Headers.Authorization.ToString(),
            Sent(all, "", ("Accept-Encoding", "zstd")).Headers.AcceptEncoding.ToString()));
    }

    [Fact]
    public void Authorization_of_a_get_stays_behind_and_gzip_is_the_only_encoding()
    {
        var behavior = Read("""{"QueryString":false}""");

        var sent = Sent(behavior, "", ("Authorization", "x"), ("Accept-Encoding", "br, gzip"));

        Assert.Equal(("", "gzip"), (sent.Headers.Authorization.ToString(), sent.Headers.AcceptEncoding.ToString()));
    }

    private static OriginRequest Sent(Behavior behavior, string query, params (string Name, string Value)[] headers) => new OriginRequests("1.1 edge")
        .Compose(behavior, new OriginDefinition { Id = "app" }, Request("/p", query, headers: headers), "id", fillsCache: true, revalidates: null);

    private static string Key(Behavior behavior, string query, params (string Name, string Value)[] headers) =>
        CacheKey.Of(behavior.CachePolicy, Request("/p", query, headers: headers));

    private Behavior Read(string values, string more = "")
    {
        var path = Path.Combine(_folder.FullName, "legacy.template.json");
        File.WriteAllText(path, EdgeTemplates.Full.Replace("\"CachePolicyId\":{\"Ref\":\"Policy\"}", $"\"ForwardedValues\":{values}{more}", StringComparison.Ordinal));
        return TemplateFile.Load(path, null).BehaviorFor("/p");
    }
}
