using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Bench;

/// <summary>The verb that measures the dashboard, with a few spans.</summary>
public sealed class DashboardBenchTests
{
    [Fact(Timeout = 120_000)]
    public async Task Memory_and_the_time_of_a_page_are_told_for_each_stretch()
    {
        await using var bench = new BuiltProgram(
            BuiltProgram.PathOf("RvWeb.Bench"), ["dashboard", "--spans", "6000", "--stretches", "2", "--seconds", "1"], ("COLUMNS", "200"));
        var text = string.Join('\n', await bench.AllLinesAsync(TestContext.Current.CancellationToken));

        Assert.Equal(0, (await bench.Exited).ExitCode);
        foreach (var expected in (string[])["stretch", "spans taken", "RSS, MB", "p99, ms"])
            Assert.Contains(expected, text, StringComparison.Ordinal);
    }
}
