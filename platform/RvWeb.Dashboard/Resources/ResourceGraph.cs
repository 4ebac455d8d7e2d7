namespace RvWeb.Dashboard.Resources;

/// <summary>
/// Resources from left to right: who uses stands left of what it uses. Parameters are left out, they have a page of their own.
/// What hangs in a cycle stands right of all that does not.
/// </summary>
internal sealed class ResourceGraph
{
    public const string SameProject = "Same project";

    private const int ColumnGap = 84;
    private const int RowGap = 26;
    private const int Margin = 16;

    private ResourceGraph(IReadOnlyList<GraphNode> nodes, IReadOnlyList<GraphEdge> edges) => (Nodes, Edges) = (nodes, edges);

    public IReadOnlyList<GraphNode> Nodes { get; }
    public IReadOnlyList<GraphEdge> Edges { get; }
    public int Width => Nodes.Select(node => node.X + GraphNode.Width).DefaultIfEmpty().Max() + Margin;
    public int Height => Nodes.Select(node => node.Y + GraphNode.Height).DefaultIfEmpty().Max() + Margin;

    public static ResourceGraph Of(IReadOnlyList<ResourceRow> rows)
    {
        var shown = rows.Where(row => row.Type != "Parameter").ToDictionary(row => row.Name, StringComparer.Ordinal);
        var uses = shown.Values.SelectMany(row => Uses(row, shown)).Distinct().ToList();
        var columns = Columns([.. shown.Keys], uses);
        var nodes = Place([.. shown.Values], columns, uses);
        return new ResourceGraph([.. nodes.Values], [.. uses.Select(use => new GraphEdge(nodes[use.From], nodes[use.To], use.Type))]);
    }

    private static IEnumerable<(string From, string To, string Type)> Uses(ResourceRow row, Dictionary<string, ResourceRow> all)
    {
        var named = row.Relations.Select(relation => (relation.Resource, relation.Type));
        if (row.Parent is not null)
            named = named.Append((row.Parent, "Parent"));
        if (row.Type == "Lambda function" && row.Source is not null)
            named = named.Concat(all.Values.Where(other => other.Type != row.Type && other.Source == row.Source).Select(other => (other.Name, SameProject)));
        return named.Where(use => use.Item1 != row.Name && all.ContainsKey(use.Item1)).DistinctBy(use => use.Item1).Select(use => (row.Name, use.Item1, use.Item2));
    }

    // Kahn's order, each node as far right as its longest way from a start.
    private static Dictionary<string, int> Columns(IReadOnlyList<string> names, List<(string From, string To, string Type)> uses)
    {
        var columns = names.ToDictionary(name => name, _ => 0, StringComparer.Ordinal);
        var waiting = names.ToDictionary(name => name, name => uses.Count(use => use.To == name), StringComparer.Ordinal);
        var ready = new Queue<string>(names.Where(name => waiting[name] == 0));
        var placed = new HashSet<string>(StringComparer.Ordinal);
        while (ready.TryDequeue(out var name))
        {
            placed.Add(name);
            foreach (var use in uses.Where(use => use.From == name))
            {
                columns[use.To] = Math.Max(columns[use.To], columns[name] + 1);
                if (--waiting[use.To] == 0)
                    ready.Enqueue(use.To);
            }
        }

        var last = placed.Select(name => columns[name]).DefaultIfEmpty(-1).Max();
        foreach (var name in names.Where(name => !placed.Contains(name)))
            columns[name] = last + 1;
        return columns;
    }

    // In a column, near the average height of those that use it, so that arrows cross less.
    private static Dictionary<string, GraphNode> Place(
        IReadOnlyList<ResourceRow> rows, Dictionary<string, int> columns, List<(string From, string To, string Type)> uses)
    {
        var nodes = new Dictionary<string, GraphNode>(StringComparer.Ordinal);
        foreach (var column in rows.GroupBy(row => columns[row.Name]).OrderBy(column => column.Key))
        {
            var y = Margin;
            var ordered = column.OrderBy(row => uses.Where(use => use.To == row.Name && nodes.ContainsKey(use.From))
                .Select(use => (double)nodes[use.From].Y).DefaultIfEmpty(double.MaxValue).Average());
            foreach (var row in ordered)
            {
                nodes[row.Name] = new GraphNode(row, Margin + column.Key * (GraphNode.Width + ColumnGap), y);
                y += GraphNode.Height + RowGap;
            }
        }

        return nodes;
    }
}
