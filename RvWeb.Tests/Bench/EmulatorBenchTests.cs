using RvWeb.Tests.EndToEnd;

namespace RvWeb.Tests.Bench;

/// <summary>The verb that measures the emulator, with a few calls of each kind.</summary>
public sealed class EmulatorBenchTests
{
    private const int Limit = 120_000;

    private static readonly string Function = Path.Combine(AppContext.BaseDirectory, "Emulator", "functions", "function.mjs");

    [Fact(Timeout = Limit)]
    public async Task Warm_cold_load_and_memory_are_told()
    {
        var text = await RunAsync(0, "--pairs", "5", "--cold-runs", "2", "--callers", "3", "--invocations", "40", "--slow", "/echo");

        foreach (var expected in (string[])["warm, p50", "warm, p99", "cold, p50", "3 callers", "invocations up to", "environments"])
            Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_missing_emulator_is_told_by_its_option() =>
        Assert.Contains("--emulator nowhere: no such file", await RunAsync(2, "--emulator", "nowhere"), StringComparison.Ordinal);

    [Fact(Timeout = Limit)]
    public async Task A_wrong_number_is_told_by_its_option() =>
        Assert.Contains("--pairs is 0 but must be from 1", await RunAsync(2, "--pairs", "0"), StringComparison.Ordinal);

    private static async Task<string> RunAsync(int expectedCode, params string[] arguments)
    {
        await using var bench = new BuiltProgram(
            BuiltProgram.PathOf("RvWeb.Bench"), ["emulator", "--command", $"node {Function}", .. arguments], ("COLUMNS", "200"));
        var lines = string.Join('\n', await bench.AllLinesAsync(TestContext.Current.CancellationToken));
        var status = await bench.Exited;
        Assert.True(status.ExitCode == expectedCode, lines);
        return lines;
    }
}
