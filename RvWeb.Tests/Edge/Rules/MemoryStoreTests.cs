using RvWeb.Edge.Cache;
using RvWeb.Edge.Keys;
using RvWeb.Edge.Ranges;
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

    [Fact]
    public void Parts_in_which_a_range_lies_are_found_the_newest_first_and_only_while_they_are_stored()
    {
        var store = new MemoryStore(10_000);
        foreach (var (first, last) in new[] { (0, 9), (5, 19), (0, 19), (20, 29) })
            store.Set(CacheKey.OfPart("path 2:/a\n", $"bytes={first}-{last}"), Part(first, last));
        store.Set(CacheKey.OfPart("path 2:/b\n", "bytes=0-29"), Part(0, 29));

        Assert.Equal(["0-19", "5-19", "0-9"], Covering("bytes=6-8"));
        Assert.Equal(["20-29"], Covering("bytes=-10"));
        Assert.Equal(["20-29"], Covering("bytes=22-"));
        Assert.Empty(Covering("bytes=19-20"));
        store.Remove(CacheKey.OfPart("path 2:/a\n", "bytes=0-19"));
        store.Set(CacheKey.OfPart("path 2:/a\n", "bytes=0-9"), Answer(3));
        Assert.Equal(["5-19"], Covering("bytes=6-8"));

        IEnumerable<string> Covering(string range) => store.Covering("path 2:/a\n", RangeSet.Parse(range)!.Only!.Value)
            .Select(found => $"{found.Answer.Part!.Bytes.First}-{found.Answer.Part.Bytes.Last}");
    }

    private static StoredAnswer Part(int first, int last) => Answer(last - first + 1) with
    {
        Status = 206,
        Part = StoredPart.Read($"bytes {first}-{last}/30", last - first + 1),
    };

    private static StoredAnswer Answer(int size) => new()
    {
        Status = 200,
        Headers = [],
        Body = new byte[size],
        Reason = "test",
        Times = EntryTimes.For(Policy(), Origin(200), S(1), Now),
    };
}
