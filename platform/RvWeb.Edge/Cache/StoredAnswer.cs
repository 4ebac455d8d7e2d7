using Microsoft.Extensions.Primitives;

namespace RvWeb.Edge.Cache;

/// <summary>An answer in the cache; its headers are ready to be copied to a viewer.</summary>
internal sealed record StoredAnswer
{
    private const int FixedCost = 256;

    public required int Status { get; init; }
    public required IReadOnlyList<KeyValuePair<string, StringValues>> Headers { get; init; }
    public ReadOnlyMemory<byte> Body { get; init; }
    public required EntryTimes Times { get; init; }

    /// <summary>Why it lives as long as it does.</summary>
    public required string Reason { get; init; }
    public string? ETag { get; init; }
    public string? LastModified { get; init; }

    /// <summary>V1: an answer with <c>Vary: *</c> is asked for again without validators.</summary>
    public bool MayRevalidate { get; init; }

    /// <summary>Set if the edge itself made this error: each viewer gets a page with its own request id.</summary>
    public string? GeneratedCause { get; init; }

    /// <summary>Counts on when the times of this answer change.</summary>
    public UseCount Uses { get; } = new();

    public long Size => FixedCost + Body.Length + Headers.Sum(header => header.Key.Length + header.Value.Sum(value => value?.Length ?? 0));
}
