using RvWeb.Edge.Invalidation;
using RvWeb.Edge.Keys;
using static RvWeb.Tests.Edge.EdgeSamples;

namespace RvWeb.Tests.Edge.Rules;

public sealed class InvalidationGateTests
{
    private static readonly string Key = CacheKey.Of(Policy(), Request("/a"));

    [Theory]
    [InlineData(0, "/b", true)]
    [InlineData(1, "/b", true)]
    [InlineData(1, "/a", false)]
    [InlineData(256, "/b", true)]
    [InlineData(257, "/b", false)]
    public void A_fetch_fills_unless_it_was_invalidated_or_missed_more_than_is_remembered(int invalidations, string path, bool fills)
    {
        var gate = new InvalidationGate();
        gate.Announce(Targets("/a"));
        var began = gate.Moment;
        for (var count = 0; count < invalidations; count++)
            gate.Announce(Targets(path));

        Assert.Equal(fills, Fills(gate, began));
    }

    [Fact]
    public void An_earlier_one_of_several_invalidations_counts()
    {
        var gate = new InvalidationGate();
        var began = gate.Moment;
        gate.Announce(Targets("/a"));
        gate.Announce(Targets("/b"));

        Assert.False(Fills(gate, began));
        Assert.True(Fills(gate, gate.Moment));
    }

    private static InvalidationTargets Targets(string path) => new([new InvalidationPath(path)], "");

    private static bool Fills(InvalidationGate gate, long began)
    {
        var filled = false;
        gate.Fill(began, Key, () => filled = true);
        return filled;
    }
}
