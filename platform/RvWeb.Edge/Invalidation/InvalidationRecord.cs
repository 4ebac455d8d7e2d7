namespace RvWeb.Edge.Invalidation;

/// <summary>An invalidation that was done.</summary>
/// <param name="Id">As CloudFront's: I and 13 capitals or digits.</param>
/// <param name="CreatedAt">When; it was complete at once.</param>
/// <param name="CallerReference">Who sends it twice means the same invalidation.</param>
/// <param name="Paths">As they were sent.</param>
/// <param name="Removed">How many entries it removed, in all edge locations.</param>
internal sealed record InvalidationRecord(
    string Id, DateTimeOffset CreatedAt, string CallerReference, IReadOnlyList<string> Paths, int Removed);
