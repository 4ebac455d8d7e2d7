using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace RvWeb.Edge.Cache;

/// <summary>
/// An origin's Cache-Control. T15 leaves malformed values open; our choice: a directive whose number is missing or
/// malformed is ignored (observed for stale-while-revalidate), of duplicates the first counts (RFC 9111, section 4.2.1).
/// </summary>
internal sealed record CacheControl
{
    /// <summary>T10: no more than 100 years.</summary>
    private const long MaximumSeconds = 3_153_600_000;

    public static CacheControl None { get; } = new();

    public bool NoStore { get; init; }
    public bool NoCache { get; init; }
    public bool Private { get; init; }
    public TimeSpan? MaxAge { get; init; }
    public TimeSpan? SharedMaxAge { get; init; }
    public TimeSpan? StaleWhileRevalidate { get; init; }
    public TimeSpan? StaleIfError { get; init; }

    /// <summary>
    /// Fields of <c>no-cache="…"</c>: the object is cacheable, these fields are not (T14). AWS does not speak of
    /// <c>private="…"</c>; our choice: the same (RFC 9111, section 5.2.2.7).
    /// </summary>
    public FrozenSet<string> UncachedFields { get; init; } = [];

    public bool ForbidsReuse => NoStore || NoCache || Private;

    /// <summary>The directive that forbids reuse, for explanations.</summary>
    public string Forbidding => NoStore ? "no-store" : Private ? "private" : "no-cache";

    public static CacheControl Parse(StringValues header)
    {
        var result = None;
        foreach (var (name, value) in header.SelectMany(line => Split(line ?? "")).Select(Directive))
            result = result.With(name, value);
        return result;
    }

    private CacheControl With(string name, string? value) => name switch
    {
        "no-store" => this with { NoStore = true },
        "private" or "no-cache" when Fields(value) is { Length: > 0 } fields => this with
        {
            UncachedFields = fields.Concat(UncachedFields).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
        },
        "private" => this with { Private = true },
        "no-cache" => this with { NoCache = true },
        "max-age" => this with { MaxAge = MaxAge ?? Seconds(value) },
        "s-maxage" => this with { SharedMaxAge = SharedMaxAge ?? Seconds(value) },
        "stale-while-revalidate" => this with { StaleWhileRevalidate = StaleWhileRevalidate ?? Seconds(value) },
        "stale-if-error" => this with { StaleIfError = StaleIfError ?? Seconds(value) },
        _ => this,
    };

    private static (string Name, string? Value) Directive(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? (text.Trim().ToLowerInvariant(), null)
            : (text[..equals].Trim().ToLowerInvariant(), text[(equals + 1)..].Trim().Trim('"'));
    }

    /// <summary>Splits at commas outside quotes: <c>no-cache="a, b"</c> is one directive.</summary>
    private static IEnumerable<string> Split(string line)
    {
        var (start, quoted) = (0, false);
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '"')
                quoted = !quoted;
            if (line[at] != ',' || quoted)
                continue;
            yield return line[start..at];
            start = at + 1;
        }

        yield return line[start..];
    }

    private static string[] Fields(string? value) =>
        value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static TimeSpan? Seconds(string? value)
    {
        if (string.IsNullOrEmpty(value) || !value.All(char.IsAsciiDigit))
            return null;
        var seconds = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : MaximumSeconds;
        return TimeSpan.FromSeconds(Math.Min(seconds, MaximumSeconds));
    }
}
