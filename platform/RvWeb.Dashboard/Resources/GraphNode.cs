namespace RvWeb.Dashboard.Resources;

/// <summary>A resource in the graph; the place is its upper left corner.</summary>
internal sealed record GraphNode(ResourceRow Row, int X, int Y)
{
    public const int Width = 220;
    public const int Height = 58;
}
