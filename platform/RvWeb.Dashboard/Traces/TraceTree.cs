namespace RvWeb.Dashboard.Traces;

/// <summary>
/// Puts spans in the order of a tree: parents before children, siblings by start. Every span appears exactly once,
/// whatever the parent ids say; without recursion, as a hostile trace may be as deep as it is long.
/// </summary>
internal static class TraceTree
{
    public static IReadOnlyList<TraceRow> Of(IReadOnlyCollection<Span> spans)
    {
        var ids = spans.Select(span => span.SpanId).ToHashSet(StringComparer.Ordinal);
        var ordered = spans.OrderBy(span => span.Start).ThenByDescending(span => span.Duration).ToList();
        var children = ordered.Where(span => span.ParentSpanId is not null).ToLookup(span => span.ParentSpanId!, StringComparer.Ordinal);
        var walk = new Walk(children, spans.Count);

        foreach (var root in ordered.Where(span => span.ParentSpanId is null || !ids.Contains(span.ParentSpanId)))
            walk.From(root);
        // What no root reaches hangs in a cycle; its earliest span stands in for the root.
        foreach (var rest in ordered)
            walk.From(rest);
        return walk.Rows;
    }

    private sealed class Walk(ILookup<string, Span> children, int count)
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private readonly Stack<(Span Span, int Depth)> _open = new();

        public List<TraceRow> Rows { get; } = new(count);

        public void From(Span root)
        {
            _open.Push((root, 0));
            while (_open.TryPop(out var next))
                if (_seen.Add(next.Span.SpanId))
                    Visit(next.Span, next.Depth);
        }

        private void Visit(Span span, int depth)
        {
            var below = children[span.SpanId].Where(child => !_seen.Contains(child.SpanId)).ToList();
            Rows.Add(new TraceRow(span, depth, below.Count > 0, depth == 0 && span.ParentSpanId is not null));
            for (var index = below.Count - 1; index >= 0; index--)
                _open.Push((below[index], depth + 1));
        }
    }
}
