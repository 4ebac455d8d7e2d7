using CsCheck;
using Microsoft.AspNetCore.Http;
using RvWeb.Edge.Fields;
using RvWeb.Edge.Keys;
using RvWeb.Edge.Policies;
using RvWeb.Edge.Viewer;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Caching;

/// <summary>Who shares an answer with whom: exactly those whose selected values are the same.</summary>
public sealed class SharingPropertyTests
{
    private static readonly Gen<string> Name = Gen.OneOf<string>("a", "b", "ab");
    // Few letters and short texts: requests that nearly agree are the interesting ones.
    private static readonly Gen<string> Value = Gen.String[Gen.Char["a:\n"], 0, 2];
    private static readonly Gen<string> Query = Gen.String[Gen.Char["ab=&"], 0, 4];
    private static readonly Gen<SelectionMode> Mode = Gen.OneOf<SelectionMode>(SelectionMode.None, SelectionMode.Whitelist, SelectionMode.AllExcept, SelectionMode.All);
    private static readonly Gen<Selection> Selected = Gen.Select(Mode, Name.Array[0, 2], (mode, names) => Names(mode, names));

    private static readonly Gen<string> Cookie =
        Gen.Select(Name, Gen.String[Gen.Char["a1=:"], 0, 2], (name, value) => $"{name}={value}").Array[0, 3].Select(cookies => string.Join("; ", cookies));

    private static readonly Gen<string> Encoding = Gen.OneOf<string>("", "gzip", "br", "gzip, br", "br;q=0, gzip", "deflate");

    [Fact]
    public void Two_requests_share_an_entry_exactly_if_all_selected_values_are_the_same()
    {
        var policy = Gen.Select(Selected, Selected, Name.Array[0, 2], Gen.Bool, Gen.Bool, (queries, cookies, headers, gzip, brotli) =>
            Policy() with { QueryStrings = queries, Cookies = cookies, Headers = HeaderNames(headers), Gzip = gzip, Brotli = brotli });
        var request = Gen.Select(Value, Query, Cookie, Encoding, Name, Value, (path, query, cookies, encoding, header, value) =>
            Request("/" + path, query, headers: [("Cookie", cookies), ("Accept-Encoding", encoding), (header, value)]));
        Gen.Select(policy, request, request).Sample((rules, one, other) =>
            (CacheKey.Of(rules, one) == CacheKey.Of(rules, other)) == Chosen(rules, one).SequenceEqual(Chosen(rules, other)), iter: 5_000);
    }

    [Fact]
    public void A_Set_Cookie_reaches_the_cache_exactly_if_a_policy_forwards_cookies()
    {
        Gen.Select(Selected, Selected, Gen.Bool).Sample((inKey, toOrigin, isThere) =>
        {
            var behavior = Behavior(Policy() with { Cookies = inKey }, new OriginRequestPolicy { Name = "test", Cookies = toOrigin });
            IHeaderDictionary origin = new HeaderDictionary();
            if (isThere)
                origin.SetCookie = "id=anna";
            var isForwarded = inKey.Mode != SelectionMode.None || toOrigin.Mode != SelectionMode.None;
            return ViewerHeaders.Of(behavior, origin).Any(header => header.Key == "Set-Cookie") == (isThere && isForwarded);
        });
    }

    [Fact]
    public void Accept_Encoding_is_normalised_as_in_AWSs_table()
    {
        var offers = Gen.Select(Gen.OneOf<string>("gzip", "br", "deflate", "*", "GZIP"), Gen.OneOf<string>("", ";q=0", ";q=0.5", "; q=1"), (coding, weight) => coding + weight);
        Gen.Select(Gen.Bool, Gen.Bool, offers.Array[0, 4]).Sample((gzip, brotli, list) =>
        {
            var accepted = AcceptEncoding.Of(Policy() with { Gzip = gzip, Brotli = brotli }, list.Length == 0 ? default : string.Join(" , ", list));
            return accepted == Table(gzip, brotli, list);
        });
    }

    /// <summary>https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html</summary>
    private static AcceptEncoding Table(bool gzip, bool brotli, string[] list)
    {
        if (!gzip && !brotli || list.Length == 0)
            return new AcceptEncoding(null, null);
        string[] kept = [.. new[] { ("br", brotli), ("gzip", gzip) }.Where(coding => coding.Item2 && list.Any(offer => Offers(offer, coding.Item1))).Select(coding => coding.Item1)];
        return kept.Length == 0 ? new AcceptEncoding(null, "identity") : new AcceptEncoding(string.Join(',', kept), string.Join(',', kept));
    }

    private static bool Offers(string offer, string coding) =>
        offer.StartsWith(coding, StringComparison.OrdinalIgnoreCase) && !offer.EndsWith("q=0", StringComparison.Ordinal);

    /// <summary>What a request means to a policy, part by part; no text is joined here.</summary>
    private static List<(string Part, string Value)> Chosen(CachePolicy policy, ViewerRequest request)
    {
        var parts = new List<(string, string)> { ("path", request.Path) };
        parts.AddRange(QueryPairs(policy, request));
        parts.AddRange(request.Headers.Cookie.ToString().Split("; ").Where(cookie => cookie.Contains('=')).Select(cookie => (Name: cookie.Split('=')[0], Cookie: cookie))
            .Where(pair => policy.Cookies.Includes(pair.Name)).OrderBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => ("cookie", pair.Cookie)));
        parts.AddRange(policy.Headers.Names.Where(request.Headers.ContainsKey).Select(name => ("header " + name, request.Headers[name].ToString())));
        if (AcceptEncoding.Of(policy, request.Headers.AcceptEncoding).InKey is { } encoding)
            parts.Add(("encoding", encoding));
        return parts;
    }

    private static IEnumerable<(string, string)> QueryPairs(CachePolicy policy, ViewerRequest request)
    {
        if (request.Query.Length == 0 || policy.QueryStrings.Mode == SelectionMode.None)
            return [];
        if (policy.QueryStrings.Mode == SelectionMode.All)
            return [("query", request.Query)];
        var pairs = request.Query.Split('&').Where(pair => policy.QueryStrings.Includes(pair.Split('=')[0])).ToList();
        // One empty pair is no query at all: neither the key nor the origin sees a difference.
        return pairs is [""] ? [] : pairs.Select(pair => ("pair", pair));
    }
}
