namespace RvWeb.Edge.Policies;

/// <summary>AWS::CloudFront::CachePolicy: times, and what of a request enters the key (and so reaches the origin).</summary>
internal sealed record CachePolicy
{
    public required string Name { get; init; }
    public required TimeSpan MinTtl { get; init; }
    public required TimeSpan DefaultTtl { get; init; }
    public required TimeSpan MaxTtl { get; init; }
    public Selection Headers { get; init; } = Selection.None;
    public Selection Cookies { get; init; } = Selection.None;
    public Selection QueryStrings { get; init; } = Selection.None;
    public bool Gzip { get; init; }
    public bool Brotli { get; init; }

    /// <summary>All three times 0 switch caching off (T11).</summary>
    public bool CachingDisabled => MinTtl == TimeSpan.Zero && DefaultTtl == TimeSpan.Zero && MaxTtl == TimeSpan.Zero;

    public bool NormalizesAcceptEncoding => Gzip || Brotli;
}
