using Microsoft.Extensions.Primitives;
using RvWeb.Edge.Ranges;
using RvWeb.Edge.ResponseHeaders;

namespace RvWeb.Edge.Cache;

/// <summary>An answer in the cache; its headers are ready to be copied to a viewer.</summary>
internal sealed record StoredAnswer
{
    private const int FixedCost = 256;

    private Shaped? _shaped;

    public required int Status { get; init; }
    public required IReadOnlyList<KeyValuePair<string, StringValues>> Headers { get; init; }

    /// <summary>The behavior's policy; the edge itself does not obey it.</summary>
    public ResponseHeadersPolicy? Policy { get; init; }

    /// <summary>The headers that viewers get, with the policy; made once for these headers, also in copies of this answer.</summary>
    public IReadOnlyList<KeyValuePair<string, StringValues>> ToViewer
    {
        get
        {
            if (Policy is null)
                return Headers;
            var shaped = _shaped;
            if (shaped is null || !ReferenceEquals(shaped.From, Headers))
                _shaped = shaped = new Shaped(Headers, PolicyHeaders.Settled(Policy, Headers));
            return shaped.Result;
        }
    }

    public ReadOnlyMemory<byte> Body { get; init; }
    public required EntryTimes Times { get; init; }

    /// <summary>Why it lives as long as it does.</summary>
    public required string Reason { get; init; }

    /// <summary>As the origin sent it, for asking again.</summary>
    public string? ETag { get; init; }
    public string? LastModified { get; init; }

    /// <summary>V1: an answer with <c>Vary: *</c> is asked for again without validators.</summary>
    public bool MayRevalidate { get; init; }

    /// <summary>Set if this is a 206 with one range of an object.</summary>
    public StoredPart? Part { get; init; }

    /// <summary>Set if the edge itself made this error: each viewer gets a page with its own request id.</summary>
    public string? GeneratedCause { get; init; }

    /// <summary>Counts on when the times of this answer change.</summary>
    public UseCount Uses { get; } = new();

    /// <summary>The edge compressed the origin's body: the stored tag is the origin's, the viewer's is weak.</summary>
    public bool IsCompressed { get; init; }

    public long Size => FixedCost + Body.Length + Letters(Headers) + (ReferenceEquals(ToViewer, Headers) ? 0 : Letters(ToViewer));

    /// <summary>The first value of a header; a search, so not for the path of every hit.</summary>
    public string? Header(string name)
    {
        foreach (var (known, value) in Headers)
        {
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value.Count > 0 ? value[0] : null;
        }

        return null;
    }

    private static long Letters(IReadOnlyList<KeyValuePair<string, StringValues>> headers) =>
        headers.Sum(header => header.Key.Length + header.Value.Sum(value => value?.Length ?? 0));

    private sealed record Shaped(IReadOnlyList<KeyValuePair<string, StringValues>> From, IReadOnlyList<KeyValuePair<string, StringValues>> Result);
}
