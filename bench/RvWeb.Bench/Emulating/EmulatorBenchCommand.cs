using System.CommandLine;
using System.ComponentModel;
using System.Globalization;
using RvWeb.Bench.Runtime;
using Spectre.Console;

namespace RvWeb.Bench.Emulating;

/// <summary>The verb <c>emulator</c>.</summary>
internal static class EmulatorBenchCommand
{
    private const int AtOnce = 50;

    // The memory is told after so many parts of the invocations.
    private const int Parts = 4;

    public static Command Create()
    {
        var command = new Option<string>("--command") { Description = "A trivial function: a Runtime API program and its arguments.", Required = true };
        var emulator = new Option<string>("--emulator")
        {
            HelpName = "FILE",
            Description = "The emulator's executable; without it the one that was built with this program.",
            DefaultValueFactory = _ => BuiltFile.Of("RvWeb.Emulator"),
        };
        var pairs = CountOption.Create("--pairs", "Warm calls of each kind.", 2_000);
        var cold = CountOption.Create("--cold-runs", "Cold calls of each kind.", 20);
        var callers = CountOption.Create("--callers", "Callers at one time.", 16);
        var invocations = CountOption.Create("--invocations", "Invocations over which the memory is watched.", 200_000);
        var slow = new Option<string?>("--slow")
        {
            HelpName = "PATH",
            Description = $"A path that the function answers after some seconds, to have {AtOnce} environments at once.",
        };
        var verb = new Command("emulator", "What the emulator adds to a call, and how many it bears.") { command, emulator, pairs, cold, callers, invocations, slow };
        verb.SetAction((parsed, cancellationToken) => RunAsync(
            new EmulatorBenchOptions
            {
                Command = parsed.GetRequiredValue(command),
                Emulator = parsed.GetRequiredValue(emulator),
                Pairs = parsed.GetValue(pairs),
                ColdRuns = parsed.GetValue(cold),
                Callers = parsed.GetValue(callers),
                Invocations = parsed.GetValue(invocations),
                Slow = parsed.GetValue(slow),
            },
            cancellationToken));
        return verb;
    }

    private static async Task<int> RunAsync(EmulatorBenchOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await using var emulator = await EmulatorProgram.StartAsync(options.Emulator, options.Command, cancellationToken);
            var measurement = new EmulatorMeasurement(emulator, options);
            AnsiConsole.Write(await LatencyAsync(measurement, cancellationToken));
            AnsiConsole.Write(await LoadAsync(measurement, emulator, options, cancellationToken));
            return 0;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
    }

    private static async Task<Table> LatencyAsync(EmulatorMeasurement measurement, CancellationToken cancellationToken)
    {
        var warm = await measurement.WarmAsync(cancellationToken);
        var cold = await measurement.ColdAsync(cancellationToken);
        var table = new Table().AddColumns("ms", "Runtime API alone", "Invoke API", "it adds", "function URL", "it adds");
        foreach (var percent in (int[])[50, 99])
            table.AddRow(Row(
                $"warm, p{percent}", warm.Direct.Percentile(percent), warm.Invoke.Percentile(percent), warm.Visit.Percentile(percent)));
        return table.AddRow(Row("cold, p50", cold.Direct.Percentile(50), cold.Invoke.Percentile(50), null));
    }

    private static string[] Row(string name, double direct, double invoke, double? visit) =>
        [name, Text(direct), Text(invoke), Text(invoke - direct), visit is { } url ? Text(url) : "-", visit is { } added ? Text(added - direct) : "-"];

    private static async Task<Table> LoadAsync(
        EmulatorMeasurement measurement, EmulatorProgram emulator, EmulatorBenchOptions options, CancellationToken cancellationToken)
    {
        var table = new Table().AddColumns($"{options.Callers} callers", "invocations a second", "emulator's CPU for each, ms", "emulator's RSS, MB");
        for (var part = 1; part <= Parts; part++)
        {
            var (perSecond, cpu) = await measurement.LoadAsync(options.Invocations / Parts, cancellationToken);
            table.AddRow($"invocations up to {options.Invocations / Parts * part}", Text(perSecond), Text(cpu), Text(emulator.ResidentMegabytes()));
        }
        if (options.Slow is { } path)
        {
            var (environments, milliseconds) = await measurement.AtOnceAsync(path, AtOnce, cancellationToken);
            table.AddRow($"{AtOnce} slow calls at once: {environments} environments, all answered after {Text(milliseconds)} ms", "-", "-", Text(emulator.ResidentMegabytes()));
        }
        return table;
    }

    private static string Text(double figure) => figure.ToString("0.000", CultureInfo.InvariantCulture);
}
