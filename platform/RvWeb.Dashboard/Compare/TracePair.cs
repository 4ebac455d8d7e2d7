using RvWeb.Dashboard.Traces;

namespace RvWeb.Dashboard.Compare;

/// <summary>A span of one trace beside the span of the other that has its name; one of both may be missing.</summary>
internal sealed record TracePair(string Name, int Depth, Span? Left, Span? Right)
{
    /// <summary>How much longer the right one took; null unless both are there.</summary>
    public TimeSpan? Difference => Left is not null && Right is not null ? Right.Duration - Left.Duration : null;

    /// <summary>Aligns by name: the first span of a name with the first of that name, the second with the second; what is only right follows.</summary>
    public static IReadOnlyList<TracePair> Of(Trace left, Trace right)
    {
        var others = TraceTree.Of(right.Spans).GroupBy(row => row.Span.Title, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new Queue<TraceRow>(group), StringComparer.Ordinal);
        var pairs = new List<TracePair>();
        foreach (var row in TraceTree.Of(left.Spans))
        {
            var match = others.TryGetValue(row.Span.Title, out var same) && same.TryDequeue(out var other) ? other.Span : null;
            pairs.Add(new TracePair(row.Span.Title, row.Depth, row.Span, match));
        }

        var rest = others.Values.SelectMany(same => same).ToHashSet();
        pairs.AddRange(TraceTree.Of(right.Spans).Where(rest.Contains).Select(row => new TracePair(row.Span.Title, row.Depth, null, row.Span)));
        return pairs;
    }
}
