namespace RvWeb.Dashboard.Compare;

/// <summary>What on the board can be compared.</summary>
internal static class CompareSides
{
    /// <summary>Resources with a web address on this machine, by their names.</summary>
    public static IReadOnlyList<ComparisonSide> Of(ResourceBoard board) =>
        [.. board.Resources().Select(row => (row.Name, Url: row.Urls.Select(Address).FirstOrDefault(address => address is not null)))
            .Where(side => side.Url is not null).Select(side => new ComparisonSide(side.Name, side.Url!))];

    private static Uri? Address(ResourceLink link) =>
        Uri.TryCreate(link.Url, UriKind.Absolute, out var address) && address is { IsLoopback: true, Scheme: "http" or "https" } ? address : null;
}
