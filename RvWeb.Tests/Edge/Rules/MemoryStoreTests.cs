using RvWeb.Edge.Cache;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Rules;

public sealed class MemoryStoreTests
{
    [Fact]
    public void What_was_used_longest_ago_goes_first()
    {
        var store = new MemoryStore(3 * (Answer(1000).Size + 1));
        foreach (var key in new[] { "a", "b", "c" })
            store.Set(key, Answer(1000));

        store.Get("a");
        store.Set("d", Answer(1000));

        Assert.Null(store.Get("b"));
        Assert.NotNull(store.Get("a"));
        Assert.NotNull(store.Get("c"));
    }

    [Fact]
    public void An_answer_over_the_budget_is_not_kept_and_ends_the_old_one()
    {
        var store = new MemoryStore(1000);
        store.Set("a", Answer(10));

        store.Set("a", Answer(2000));

        Assert.Null(store.Get("a"));
        Assert.Equal(0, store.Bytes);
    }

    [Fact]
    public void Replace_yields_to_a_newer_answer()
    {
        var store = new MemoryStore(10_000);
        var (old, newer) = (Answer(1), Answer(2));
        store.Set("a", newer);

        store.Replace("a", old, Answer(3));

        Assert.Same(newer, store.Get("a"));
    }

    private static StoredAnswer Answer(int size) => new()
    {
        Status = 200,
        Headers = [],
        Body = new byte[size],
        Reason = "test",
        Times = EntryTimes.For(Policy(), Origin(200), S(1), Now),
    };
}
