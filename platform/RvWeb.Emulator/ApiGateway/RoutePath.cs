using System.Diagnostics.CodeAnalysis;

namespace RvWeb.Emulator.ApiGateway;

/// <summary>
/// The path of a route: literal segments, <c>{variables}</c> for one segment each, and at the end perhaps a greedy one,
/// <c>{proxy+}</c>, for one segment or more. Source: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html.
/// </summary>
internal sealed class RoutePath
{
    private readonly string _text;
    private readonly string[] _segments;

    private RoutePath(string text)
    {
        _text = text;
        _segments = Cut(text);
    }

    public bool IsGreedy => _segments.Length > 0 && IsGreedySegment(_segments[^1]);

    /// <summary>The greater, the more specific: segment by segment a literal before a variable before a greedy one.</summary>
    public IEnumerable<int> Ranks => _segments.Select(segment => IsGreedySegment(segment) ? 0 : IsVariable(segment) ? 1 : 2);

    public static bool TryParse(string text, [NotNullWhen(true)] out RoutePath? path, [NotNullWhen(false)] out string? problem)
    {
        path = null;
        problem = Problem(text);
        if (problem is null)
            path = new RoutePath(text);
        return problem is null;
    }

    /// <param name="rawPath">As sent, without the stage.</param>
    /// <returns>What each variable stands for, decoded; null if the path is none of the route's.</returns>
    public IReadOnlyList<KeyValuePair<string, string>>? Match(string rawPath)
    {
        var sent = Cut(rawPath);
        if (IsGreedy ? sent.Length < _segments.Length : sent.Length != _segments.Length)
            return null;
        var parameters = new List<KeyValuePair<string, string>>();
        foreach (var (index, segment) in _segments.Index())
            if (IsGreedySegment(segment))
                parameters.Add(new(segment[1..^2], Uri.UnescapeDataString(string.Join('/', sent[index..]))));
            else if (IsVariable(segment))
                parameters.Add(new(segment[1..^1], Uri.UnescapeDataString(sent[index])));
            else if (segment != sent[index])
                return null;
        return parameters;
    }

    public override string ToString() => _text;

    // A slash at the end makes no other resource of it.
    private static string[] Cut(string path) => path.Trim('/') is { Length: > 0 } inner ? inner.Split('/') : [];

    private static bool IsVariable(string segment) => segment.StartsWith('{');

    private static bool IsGreedySegment(string segment) => segment.EndsWith("+}", StringComparison.Ordinal);

    private static string? Problem(string text)
    {
        if (!text.StartsWith('/'))
            return "a path begins with a slash";
        var segments = Cut(text);
        if (segments.FirstOrDefault(segment => !IsLiteral(segment) && NameOf(segment) is null) is { } wrong)
            return $"'{wrong}' is neither a literal segment nor a variable such as {{id}} or {{proxy+}}";
        if (segments.SkipLast(1).FirstOrDefault(IsGreedySegment) is { } greedy)
            return $"{greedy} takes all that follows, so it must be the last segment";
        return segments.Select(NameOf).OfType<string>().CountBy(name => name).FirstOrDefault(name => name.Value > 1) is { Key: { } twice }
            ? $"{{{twice}}} is there twice" : null;
    }

    private static bool IsLiteral(string segment) => segment.Length > 0 && !segment.AsSpan().ContainsAny('{', '}');

    private static string? NameOf(string segment) =>
        segment is ['{', .. var inner, '}'] && (IsGreedySegment(segment) ? inner[..^1] : inner) is { Length: > 0 } name
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.') ? name : null;
}
