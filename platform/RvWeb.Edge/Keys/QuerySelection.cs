using RvWeb.Edge.Policies;

namespace RvWeb.Edge.Keys;

/// <summary>
/// Raw query strings, without <c>?</c>. Names and values count by case and in order, the delimiter is <c>&amp;</c> only
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/QueryStringParameters.html).
/// AWS does not say whether selected pairs are re-ordered or names percent-decoded; our choice: neither.
/// </summary>
internal static class QuerySelection
{
    public static string Select(string query, Selection first, Selection? second = null)
    {
        if (query.Length == 0 || first.Mode == SelectionMode.All || second?.Mode == SelectionMode.All)
            return query;
        return string.Join('&', query.Split('&').Where(pair => IsSelected(pair, first, second)));
    }

    private static bool IsSelected(string pair, Selection first, Selection? second)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? pair : pair[..equals];
        return first.Includes(name) || second?.Includes(name) == true;
    }
}
