using System.CommandLine;
using RvWeb.Bench.Caching;
using RvWeb.Bench.Emulating;
using RvWeb.Bench.Exporting;
using RvWeb.Bench.Measuring;

namespace RvWeb.Bench;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("Times Lambda programs over the Runtime API; with --peer, a second one in alternation.");
        root.Subcommands.Add(MeasureCommand.Create(
            "cold", "From the start of the process to its first next and its first response.", runs: 30, new ColdMeasurement()));
        root.Subcommands.Add(MeasureCommand.Create(
            "warm", "One invocation after another in a running environment.", runs: 5, new WarmMeasurement()));
        root.Subcommands.Add(MeasureCommand.Create(
            "size", "The program's file, and the zip that is uploaded.", runs: 1, new SizeMeasurement()));

        root.Subcommands.Add(EmulatorBenchCommand.Create());
        root.Subcommands.Add(EdgeBenchCommand.Create());
        root.Subcommands.Add(DashboardBenchCommand.Create());
        root.Subcommands.Add(DashboardProcess.Create());

        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync();
        await Console.Error.WriteLineAsync(parsed.Errors[0].Message);
        return 2;
    }
}
