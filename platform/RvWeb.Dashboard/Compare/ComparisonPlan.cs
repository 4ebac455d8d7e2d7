namespace RvWeb.Dashboard.Compare;

/// <summary>What is compared: the same request, asked of two addresses in turn.</summary>
/// <param name="Left">For example the app on Kestrel.</param>
/// <param name="Right">For example its function URL.</param>
/// <param name="Path">The path that is asked for, with a query if need be.</param>
/// <param name="Requests">How many requests each side gets; 1 to 10,000.</param>
public sealed record ComparisonPlan(ComparisonSide Left, ComparisonSide Right, string Path, int Requests)
{
    /// <summary>The most requests that one side may get.</summary>
    public const int MostRequests = 10_000;

    internal string? Problem()
    {
        if (Requests is < 1 or > MostRequests)
            return $"{Requests} requests cannot be made: use 1 to {MostRequests}.";
        if (!Path.StartsWith('/') || Path.StartsWith("//", StringComparison.Ordinal))
            return $"The path is '{Path}': begin it with one /.";
        return Far(Left) ?? Far(Right);
    }

    private static string? Far(ComparisonSide side) =>
        side.Address is { IsAbsoluteUri: true, IsLoopback: true, Scheme: "http" or "https" } ? null : $"'{side.Address}' is not an http address on this machine: choose another for {side.Name}.";
}
