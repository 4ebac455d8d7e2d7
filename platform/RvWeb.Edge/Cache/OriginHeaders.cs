using System.Globalization;

namespace RvWeb.Edge.Cache;

/// <summary>What the caching rules read of an origin's answer.</summary>
internal sealed record OriginHeaders
{
    public required int Status { get; init; }
    public CacheControl CacheControl { get; init; } = CacheControl.None;
    public bool HasCacheControl { get; init; }

    /// <summary>Expires; a value that is no date counts as past (RFC 9111, section 5.3).</summary>
    public DateTimeOffset? Expires { get; init; }
    public bool VariesOnEverything { get; init; }

    public static OriginHeaders Read(int status, IHeaderDictionary headers) => new()
    {
        Status = status,
        CacheControl = CacheControl.Parse(headers.CacheControl),
        HasCacheControl = headers.CacheControl.Count > 0,
        Expires = headers.Expires is [var expires, ..] ? Date(expires) ?? DateTimeOffset.MinValue : null,
        VariesOnEverything = headers.Vary.Any(line => line!.Split(',').Any(name => name.Trim() == "*")),
    };

    public static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParseExact(
            text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : null;
}
