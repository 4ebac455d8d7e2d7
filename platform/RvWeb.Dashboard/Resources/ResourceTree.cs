namespace RvWeb.Dashboard.Resources;

/// <summary>Puts resources under their parents, in their own order; each appears once, whatever the parents say.</summary>
internal static class ResourceTree
{
    public static IReadOnlyList<(ResourceRow Row, int Depth)> Of(IReadOnlyList<ResourceRow> rows)
    {
        var names = rows.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
        var children = rows.Where(row => row.Parent is not null).ToLookup(row => row.Parent!, StringComparer.Ordinal);
        var placed = new HashSet<string>(StringComparer.Ordinal);
        var tree = new List<(ResourceRow, int)>(rows.Count);

        void Place(ResourceRow row, int depth)
        {
            if (!placed.Add(row.Name))
                return;
            tree.Add((row, depth));
            foreach (var child in children[row.Name])
                Place(child, depth + 1);
        }

        foreach (var root in rows.Where(row => row.Parent is null || !names.Contains(row.Parent)))
            Place(root, 0);
        foreach (var rest in rows)
            Place(rest, 0);
        return tree;
    }
}
