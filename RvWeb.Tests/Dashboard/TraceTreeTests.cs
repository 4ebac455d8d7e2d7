using System.Globalization;
using CsCheck;
using RvWeb.Dashboard.Traces;

namespace RvWeb.Tests.Dashboard;

public sealed class TraceTreeTests
{
    [Fact]
    public void Puts_children_under_their_parents_in_order_of_start_whatever_order_they_came_in()
    {
        var rows = TraceTree.Of([
            Spans.Of("t", "late", parent: "root", start: 5), Spans.Of("t", "grandchild", parent: "early", start: 3),
            Spans.Of("t", "root"), Spans.Of("t", "early", parent: "root", start: 1)]);

        Assert.Equal([("root", 0), ("early", 1), ("grandchild", 2), ("late", 1)], rows.Select(row => (row.Span.Name, row.Depth)));
        Assert.Equal([true, true, false, false], rows.Select(row => row.HasChildren));
    }

    [Fact]
    public void Marks_a_span_whose_parent_is_missing()
    {
        var rows = TraceTree.Of([Spans.Of("t", "root"), Spans.Of("t", "orphan", parent: "gone", start: 1)]);

        Assert.Equal([("root", false), ("orphan", true)], rows.Select(row => (row.Span.Name, row.IsDetached)));
    }

    [Fact]
    public void Shows_a_cycle_once_starting_with_its_earliest_span()
    {
        var rows = TraceTree.Of([Spans.Of("t", "a", parent: "c"), Spans.Of("t", "b", parent: "a", start: 1), Spans.Of("t", "c", parent: "b", start: 2)]);

        Assert.Equal([("a", 0), ("b", 1), ("c", 2)], rows.Select(row => (row.Span.Name, row.Depth)));
    }

    [Fact]
    public void Shows_a_span_that_is_its_own_parent()
    {
        Assert.True(Assert.Single(TraceTree.Of([Spans.Of("t", "self", parent: "self")])).IsDetached);
    }

    [Fact]
    public void Walks_a_chain_as_deep_as_a_resource_may_send()
    {
        var chain = Enumerable.Range(0, 10_000).Select(id => Spans.Of("t", $"{id}", parent: id == 0 ? null : $"{id - 1}")).ToList();

        Assert.Equal(9_999, TraceTree.Of(chain)[^1].Depth);
    }

    [Fact]
    public void Shows_every_span_exactly_once_under_any_parents() =>
        Gen.Int[-1, 12].Array[0, 12].Sample(parents =>
        {
            var spans = parents.Select((parent, id) => Spans.Of(
                "t", Text(id), parent: parent < 0 ? null : Text(parent), start: (id * 7) % 5)).ToList();

            var rows = TraceTree.Of(spans);

            return rows.Count == spans.Count && rows.Select(row => row.Span.SpanId).Distinct().Count() == spans.Count;
        });

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
