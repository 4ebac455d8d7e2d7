using System.CommandLine;
using System.Globalization;
using RvWeb.Bench.Runtime;
using Spectre.Console;

namespace RvWeb.Bench.Measuring;

internal static class MeasureCommand
{
    public static Command Create(string name, string description, int runs, IMeasurement measurement)
    {
        var program = new Option<string>("--command")
        {
            Description = "The program: an executable and its arguments, separated by spaces.",
            Required = true,
        };
        var peer = new Option<string?>("--peer") { Description = "A second program, measured in turn with the first." };
        var count = new Option<int>("--runs") { Description = "Runs of each program; medians are shown.", DefaultValueFactory = _ => runs };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value and not (> 0 and <= 10_000))
                result.AddError($"--runs is {value} but must be from 1 to 10000.");
        });
        var variables = new Option<string[]>("--env")
        {
            Description = "A variable NAME=VALUE for --command, not for --peer; may be given several times.",
            DefaultValueFactory = _ => [],
        };
        variables.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (token.Value.IndexOf('=', StringComparison.Ordinal) < 1)
                    result.AddError($"--env is '{token.Value}' but must be NAME=VALUE.");
        });
        var command = new Command(name, description) { program, peer, count, variables };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            measurement,
            [
                new MeasuredProgram(parsed.GetRequiredValue(program), parsed.GetRequiredValue(variables)),
                .. parsed.GetValue(peer) is { } second ? [new MeasuredProgram(second, [])] : Array.Empty<MeasuredProgram>(),
            ],
            parsed.GetValue(count), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        IMeasurement measurement, MeasuredProgram[] programs, int runs, CancellationToken cancellationToken)
    {
        try
        {
            var results = programs.Select(_ => new List<double[]>()).ToArray();
            for (var run = 0; run < runs; run++)
                for (var i = 0; i < programs.Length; i++)
                    results[i].Add(await RunOnceAsync(measurement, programs[i], cancellationToken));
            Print(measurement.Figures, programs, results);
            return 0;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
    }

    private static async Task<double[]> RunOnceAsync(IMeasurement measurement, MeasuredProgram program, CancellationToken cancellationToken)
    {
        try
        {
            return await measurement.RunAsync(program, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"'{program.Command}' ended before it answered.");
        }
    }

    private static void Print(IReadOnlyList<string> figures, MeasuredProgram[] programs, List<double[]>[] results)
    {
        var table = new Table().AddColumn("median of " + results[0].Count.ToString(CultureInfo.InvariantCulture));
        foreach (var program in programs)
            table.AddColumn(Markup.Escape(program.ToString()));
        if (programs.Length == 2)
            table.AddColumn("ratio");
        for (var figure = 0; figure < figures.Count; figure++)
        {
            var medians = results.Select(runs => Median(runs.Select(run => run[figure]))).ToArray();
            List<string> cells = [figures[figure], .. medians.Select(Text)];
            if (medians.Length == 2)
                cells.Add(Text(medians[0] / medians[1]));
            table.AddRow(cells.Select(Markup.Escape).ToArray());
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Not every program tells everything.</summary>
    private static string Text(double figure) => double.IsNaN(figure) ? "-" : figure.ToString("0.00", CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
