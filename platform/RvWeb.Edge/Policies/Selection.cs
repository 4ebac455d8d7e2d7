namespace RvWeb.Edge.Policies;

/// <summary>Which query strings, cookies or headers a policy means, by name.</summary>
internal sealed class Selection(SelectionMode mode, IEnumerable<string> names, StringComparer comparer)
{
    private readonly HashSet<string> _names = new(names, comparer);

    public static Selection None { get; } = new(SelectionMode.None, [], StringComparer.Ordinal);

    public SelectionMode Mode => mode;

    /// <summary>The listed names in one fixed order, so that a cache key does not depend on the template's order.</summary>
    public IReadOnlyList<string> Names { get; } = [.. names.Distinct(comparer).Order(comparer)];

    public bool IsOpen => mode is SelectionMode.All or SelectionMode.AllExcept;

    public bool Includes(string name) => mode switch
    {
        SelectionMode.None => false,
        SelectionMode.Whitelist => _names.Contains(name),
        SelectionMode.AllExcept => !_names.Contains(name),
        SelectionMode.Patterns => Names.Any(pattern => Wildcard.Matches(pattern, name)),
        _ => true,
    };
}
