using CsCheck;

namespace RvWeb.Tests.Lambda.Conformance;

/// <summary>What the app is told to answer, and what of it came back.</summary>
internal sealed record RawAnswer
{
    public enum Way
    {
        Writes,
        Flushes,
        Pipe,
        StartsFirst,
        SetsLength,
        OnStarting,
        Throws,
        BadRequest,
    }

    public static readonly Gen<RawAnswer> Any =
        from status in Gen.OneOf(Gen.OneOf(200, 201, 202, 301, 302, 400, 401, 404, 418, 500, 503), Gen.OneOf(204, 205, 304), Gen.Int[200, 599])
        from headers in Gen.Select(
            Gen.OneOf(
                "X-One", "x-two", "Content-Type", "Content-Encoding", "Content-Language", "Location", "ETag", "Cache-Control", "Vary", "WWW-Authenticate",
                "Keep-Alive", "Proxy-Authenticate", "Last-Modified", "X_Under"),
            Gen.OneOf("", "one", "a, b", "\"quoted\"", "text/plain", "TEXT/HTML; charset=iso-8859-1", "gzip", "identity", "<&>'\"+\\", "in\tside", "Wed, 18 Nov 2026 07:28:00 GMT")
                .Array[1, 3]).Array[0, 6]
        from cookies in Gen.OneOf("a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2; Path=/; HttpOnly", "c=\"x\"", "d=").Array[0, 4]
        from body in RawRequest.Bodies
        from way in Gen.Enum<Way>()
        select new RawAnswer
        {
            Status = status,
            Headers = headers.DistinctBy(header => header.Item1).ToDictionary(StringComparer.OrdinalIgnoreCase),
            Cookies = cookies,
            // Kestrel throws at who writes a body where there can be none.
            Body = status is 204 or 205 or 304 ? [] : body,
            How = way,
        };

    public required int Status { get; init; }

    public required IReadOnlyDictionary<string, string[]> Headers { get; init; }

    public required string[] Cookies { get; init; }

    public required byte[] Body { get; init; }

    public Way How { get; init; }

    public override string ToString() =>
        $"{How} {Status} {string.Join(" | ", Headers.Select(header => $"{header.Key}: {string.Join('/', header.Value)}"))} "
        + $"{string.Join(" / ", Cookies)} {Convert.ToHexString(Body.AsSpan(0, Math.Min(Body.Length, 100)))}";
}
