using System.Text;
using CsCheck;

namespace RvWeb.Tests.Lambda.Conformance;

/// <summary>A request as it stands on the wire.</summary>
internal sealed record RawRequest
{
    public static readonly Gen<RawRequest> Any =
        from method in Gen.OneOf("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "PURGE", "get", "M-SEARCH")
        from path in Gen.OneOf(
            "", "a", "B", "a%20b", "%C3%A4", "%F0%9F%98%80", "a+b", "%2B", "~%7E", "a;b=1", "a,b", "@:!$&'()*", "%41", "%25", "%2541", "%252F",
            "a%2Fb", "%2f", "..", ".", "%2e%2E", "...", "%3F", "%23", "%5C", "%0A", "%7F", "|", "\"<>^`{}", "%zz", "%", "%F", "%FF", "%C3", "%C0%AF").Array[1, 4]
        from query in Gen.Select(
            Gen.OneOf("a", "b", "A.b", "x[]", "key%20x", "%C3%A4", "+", "%2B", "%26", "e%3D", "%25"),
            Gen.OneOf(
                null, "", "1", "a+b", "a%2Bb", "a%20b", "%C3%A4", "%F0%9F%98%80", "a=b", "%25", "%2541", "x,y", "/?:@~", "%3Cb%3E", "'\"<>|", "%00", "%0A",
                "a;b", "100%", "%zz", "%FF", "%C3")).Array[0, 5]
        from hasQuery in Gen.Bool
        from headers in Gen.Select(
            Gen.OneOf(
                "X-One", "x-two", "X-THREE", "Accept", "Accept-Language", "If-None-Match", "User-Agent", "Referer", "X_Under", "x.dot~!#$%&'*+^`|",
                "Authorization", "Range", "DNT", "Via", "Cache-Control", "X-Forwarded-Host"),
            Gen.OneOf(
                "", "one", "a, b", "Wed, 18 Nov 2026 07:28:00 GMT", "ü日本😀", "\"q\\\"\"", "a;b=c", "in\tside", "<&>'\u00a0", new string('x', 3000))).Array[0, 8]
        from cookie in Gen.OneOf(null, "a=1", "a=1; b=2", "a=1;b=2", "a=\"x y\"; a=2", "a=%20b; __Host-c=d=e", "a", "=", "a=1; ; b=2;")
        from type in Gen.OneOf(
            null, "text/plain", "application/json", "application/json; charset=utf-8", "application/x-www-form-urlencoded", "application/octet-stream", "image/png")
        from body in Bodies
        select new RawRequest
        {
            Method = method,
            Path = "/" + string.Join('/', path),
            Query = hasQuery ? string.Join('&', query.Select(pair => pair.Item2 is null ? pair.Item1 : $"{pair.Item1}={pair.Item2}")) : null,
            Headers = headers,
            Cookie = cookie,
            ContentType = type,
            Body = body,
        };

    public static Gen<byte[]> Bodies => Gen.Frequency(
        (4, Gen.Const(Array.Empty<byte>())),
        (4, Gen.Byte.Array[1, 60]),
        (4, Gen.String.Select(Encoding.UTF8.GetBytes)),
        (1, Gen.OneOf("\0", "\uFEFFx", "\u2028\u0085", "{\"a\":\"\\u0000\"}", "\uD7FF\uE000").Select(Encoding.UTF8.GetBytes)),
        (1, Gen.Byte.Array[1000, 100_000]),
        (1, Gen.Char['a', 'ß'].Array[1000, 50_000].Select(Encoding.UTF8.GetBytes)));

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>What follows the question mark; null if there is none.</summary>
    public required string? Query { get; init; }

    /// <summary>In their order; names may come again.</summary>
    public required (string Name, string Value)[] Headers { get; init; }

    public required string? Cookie { get; init; }

    public required string? ContentType { get; init; }

    public required byte[] Body { get; init; }

    public override string ToString() =>
        $"{Method} {Path}?{Query} {string.Join(" | ", Headers.Select(header => $"{header.Name}: {header.Value[..Math.Min(header.Value.Length, 40)]}"))} Cookie: {Cookie} "
        + $"{ContentType} {Convert.ToHexString(Body.AsSpan(0, Math.Min(Body.Length, 100)))}";
}
