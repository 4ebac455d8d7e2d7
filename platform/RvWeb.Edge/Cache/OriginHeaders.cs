using RvWeb.Edge.Conditions;

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
    public string? ETag { get; init; }
    public string? LastModified { get; init; }

    /// <summary>The edge has asked for ranges: a 206 is what it wanted.</summary>
    public bool AnswersRange { get; init; }

    public static OriginHeaders Read(int status, HeaderFields headers) => new()
    {
        Status = status,
        CacheControl = CacheControl.Parse(headers.CacheControl),
        HasCacheControl = headers.CacheControl.Count > 0,
        Expires = headers.Expires is [var expires, ..] ? HttpDate.Parse(expires) ?? DateTimeOffset.MinValue : null,
        VariesOnEverything = headers.Vary.Any(line => line!.Split(',').Any(name => name.Trim() == "*")),
        ETag = headers.ETag is [var etag, ..] ? etag : null,
        LastModified = headers.LastModified is [var modified, ..] ? modified : null,
    };
}
