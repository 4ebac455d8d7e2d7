namespace RvWeb.Edge.Cache;

/// <summary>Marks what AWS does not document, in sentences that explain.</summary>
internal static class OurChoice
{
    public const string Mark = "(our choice: docs/edge.md)";
}
