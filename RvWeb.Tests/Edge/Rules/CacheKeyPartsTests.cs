using CsCheck;
using RvWeb.Edge.Keys;
using RvWeb.Edge.Policies;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Rules;

public sealed class CacheKeyPartsTests
{
    private static readonly Gen<string> Text = Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789: \npathquery"], 0, 12]);

    [Fact]
    public void What_went_into_a_key_is_read_back() => Gen.Select(Text, Text, Text).Sample((path, query, header) =>
    {
        var policy = Policy() with
        {
            QueryStrings = new Selection(SelectionMode.All, [], StringComparer.Ordinal),
            Headers = HeaderNames("X-A"),
        };

        var parts = CacheKeyParts.Read(CacheKey.Of(policy, Request(path, query, "GET", ("X-A", "v" + header))));

        Assert.Equal(("GET", path, query), (parts.Method, parts.Path, parts.Query));
        Assert.Equal("v" + header, Assert.Single(parts.Others).Value);
    });

    [Fact]
    public void Secrets_are_shown_as_digests()
    {
        var policy = Policy() with { Headers = HeaderNames("Authorization"), Cookies = Names(SelectionMode.All) };

        var text = ReadableKey.Of(CacheKey.Of(policy, Request("/a", "", "GET", ("Authorization", "Bearer secret"), ("Cookie", "id=secret"))));

        Assert.Matches("^GET /a, header authorization #[0-9a-f]{8}, cookie id=#[0-9a-f]{8}$", text);
    }
}
