using System.CommandLine;
using System.Globalization;
using RvWeb.Bench.Runtime;
using Spectre.Console;

namespace RvWeb.Bench.Exporting;

/// <summary>The verb <c>dashboard</c>.</summary>
internal static class DashboardBenchCommand
{
    public static Command Create()
    {
        var rate = CountOption.Create("--spans", "Spans sent in a minute.", 100_000);
        var stretches = CountOption.Create("--stretches", "Stretches of time, each with a row.", 10);
        var seconds = CountOption.Create("--seconds", "Length of each stretch.", 60);
        var verb = new Command("dashboard", "What the dashboard needs while it is sent spans without end, and how long a page takes meanwhile.") { rate, stretches, seconds };
        verb.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(rate), parsed.GetValue(stretches), TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellationToken));
        return verb;
    }

    private static async Task<int> RunAsync(int rate, int stretches, TimeSpan length, CancellationToken cancellationToken)
    {
        await using var dashboard = await DashboardProcess.StartAsync(cancellationToken);
        using var measurement = new DashboardMeasurement(dashboard, TimeProvider.System);
        var table = new Table().AddColumns("stretch", "spans taken", "RSS, MB", "CPU, cores", "/traces p50, ms", "p99, ms");
        for (var stretch = 1; stretch <= stretches; stretch++)
        {
            var cpu = dashboard.CpuTime;
            var (spans, page) = await measurement.RunAsync(rate, length, cancellationToken);
            table.AddRow(
                Text(stretch), Text(spans), Text(ProcessUsage.ResidentMegabytes(dashboard.Id)),
                Text((dashboard.CpuTime - cpu) / length), Text(page.Percentile(50)), Text(page.Percentile(99)));
        }

        AnsiConsole.Write(table);
        return 0;
    }

    private static string Text(double figure) => figure.ToString("0.##", CultureInfo.InvariantCulture);
}
