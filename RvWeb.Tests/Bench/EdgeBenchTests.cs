using RvWeb.Deploy.Building;
using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Bench;

/// <summary>The verb that measures the edge, with a few requests of each kind.</summary>
public sealed class EdgeBenchTests
{
    private const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public async Task Latency_load_and_expiry_are_told()
    {
        Assert.SkipUnless(Tool.IsInstalled(new Tool("wrk", "wrk")), "There is no wrk on the PATH.");
        var text = await RunAsync(0, "--hits", "20", "--rounds", "2", "--seconds", "1", "--connections", "4", "--entries", "50", "--expiring", "20");

        foreach (var expected in (string[])["one by one, p50, ms", "round 2, a second", "median of the rounds", "keys that expire at once", "most fetches of one key"])
            Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_missing_edge_is_told_by_its_option() =>
        Assert.Contains("--edge nowhere: no such file", await RunAsync(2, "--edge", "nowhere"), StringComparison.Ordinal);

    [Fact(Timeout = Limit)]
    public async Task A_missing_load_generator_is_told() =>
        Assert.Contains("nowrk", await RunAsync(2, "--wrk", "nowrk", "--hits", "1"), StringComparison.Ordinal);

    private static async Task<string> RunAsync(int expectedCode, params string[] arguments)
    {
        await using var bench = new BuiltProgram(BuiltProgram.PathOf("RvWeb.Bench"), ["edge", .. arguments], ("COLUMNS", "200"));
        var lines = string.Join('\n', await bench.AllLinesAsync(TestContext.Current.CancellationToken));
        var status = await bench.Exited;
        Assert.True(status.ExitCode == expectedCode, lines);
        return lines;
    }
}
