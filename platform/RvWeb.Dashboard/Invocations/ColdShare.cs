namespace RvWeb.Dashboard.Invocations;

/// <summary>How many invocations of a piece of time were cold.</summary>
internal readonly record struct ColdShare(DateTimeOffset From, int Cold, int Warm)
{
    public int All => Cold + Warm;

    /// <summary>Divides the time from the first invocation to the last into equal pieces, empty ones included.</summary>
    public static IReadOnlyList<ColdShare> Over(IReadOnlyCollection<Invocation> invocations, int pieces)
    {
        if (invocations.Count == 0)
            return [];
        var first = invocations.Min(invocation => invocation.Span.Start);
        // A tick more, so that the last one falls into the last piece and a single one has a length.
        var length = (invocations.Max(invocation => invocation.Span.Start) - first + TimeSpan.FromTicks(1)) / pieces;
        var groups = invocations.ToLookup(invocation => length == TimeSpan.Zero ? 0 : Math.Min(pieces - 1, (int)((invocation.Span.Start - first) / length)));
        return [.. Enumerable.Range(0, pieces).Select(index => new ColdShare(
            first + length * index, groups[index].Count(one => one.IsCold), groups[index].Count(one => !one.IsCold)))];
    }
}
