namespace RvWeb.Dashboard.EdgeCache;

/// <summary>What the edges told for one request of the page.</summary>
internal sealed class EdgeStates
{
    public IReadOnlyList<EdgeState> All { get; set; } = [];
}
