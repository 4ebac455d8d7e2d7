using System.CommandLine;
using System.ComponentModel;
using System.Globalization;
using RvWeb.Bench.Runtime;
using Spectre.Console;

namespace RvWeb.Bench.Caching;

/// <summary>The verb <c>edge</c>.</summary>
internal static class EdgeBenchCommand
{
    public static Command Create()
    {
        var edge = new Option<string>("--edge")
        {
            HelpName = "FILE",
            Description = "The edge's executable; without it the one that was built with this program.",
            DefaultValueFactory = _ => BuiltFile.Of("RvWeb.Edge"),
        };
        var peer = new Option<string?>("--peer") { HelpName = "FILE", Description = "nginx, to be measured in alternation with proxy_cache." };
        var wrk = new Option<string>("--wrk") { HelpName = "FILE", Description = "The load generator wrk.", DefaultValueFactory = _ => "wrk" };
        var hits = CountOption.Create("--hits", "Hits one after another, for the latency.", 20_000);
        var rounds = CountOption.Create("--rounds", "Rounds of load.", 5);
        var seconds = CountOption.Create("--seconds", "Length of each load.", 5);
        var connections = CountOption.Create("--connections", "Connections under load.", 32);
        var entries = CountOption.Create("--entries", "Entries in the cache while keys expire.", 100_000);
        var expiring = CountOption.Create("--expiring", "Keys that expire at one moment under load.", 10_000);
        var verb = new Command("edge", "How fast the edge answers from its cache, and how it bears that much of it expires at once.")
        {
            edge, peer, wrk, hits, rounds, seconds, connections, entries, expiring,
        };
        verb.SetAction((parsed, cancellationToken) => RunAsync(
            new EdgeBenchOptions
            {
                Edge = parsed.GetRequiredValue(edge),
                Peer = parsed.GetValue(peer),
                Wrk = parsed.GetRequiredValue(wrk),
                Hits = parsed.GetValue(hits),
                Rounds = parsed.GetValue(rounds),
                Seconds = parsed.GetValue(seconds),
                Connections = parsed.GetValue(connections),
                Entries = parsed.GetValue(entries),
                Expiring = parsed.GetValue(expiring),
            },
            cancellationToken));
        return verb;
    }

    private static async Task<int> RunAsync(EdgeBenchOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await using var origin = await CountingOrigin.StartAsync(TimeProvider.System, cancellationToken);
            await using var edge = await CacheProgram.EdgeAsync(options.Edge, origin.Address, cancellationToken);
            await using var peer = options.Peer is { } nginx ? await CacheProgram.NginxAsync(nginx, origin.Address, cancellationToken) : null;
            CacheProgram[] caches = peer is null ? [edge] : [edge, peer];
            var measurement = new EdgeMeasurement(origin, options, TimeProvider.System);
            AnsiConsole.Write(await HitsAsync(measurement, caches, cancellationToken));
            AnsiConsole.Write(await ExpiryAsync(measurement, origin, edge, cancellationToken));
            return 0;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
    }

    private static async Task<Table> HitsAsync(EdgeMeasurement measurement, CacheProgram[] caches, CancellationToken cancellationToken)
    {
        var times = await measurement.LatencyAsync(caches, cancellationToken);
        var rounds = await measurement.LoadAsync(caches, cancellationToken);
        var table = new Table().AddColumns(caches.Length > 1 ? ["hits of 1 KB", "edge", "nginx", "ratio"] : ["hits of 1 KB", "edge"]);
        foreach (var percent in (int[])[50, 99])
            table.AddRow(Row($"one by one, p{percent}, ms", [.. times.Select(one => one.Percentile(percent))]));
        foreach (var (index, round) in rounds.Index())
            table.AddRow(Row($"round {index + 1}, a second", round));
        return table.AddRow(Row("median of the rounds, a second", [.. Enumerable.Range(0, caches.Length).Select(at => Median(rounds.Select(round => round[at])))]));
    }

    private static async Task<Table> ExpiryAsync(
        EdgeMeasurement measurement, CountingOrigin origin, CacheProgram edge, CancellationToken cancellationToken)
    {
        var times = await measurement.ExpiryAsync(edge, cancellationToken);
        return new Table().AddColumns("keys that expire at once, under load", "edge")
            .AddRow("keys that were fetched again", origin.FetchedAgain.Count.ToString(CultureInfo.InvariantCulture))
            .AddRow("most fetches of one key", origin.FetchedAgain.Values.DefaultIfEmpty().Max().ToString(CultureInfo.InvariantCulture))
            .AddRow("answers meanwhile", times.Count.ToString(CultureInfo.InvariantCulture))
            .AddRow("p50, ms", Text(times.Percentile(50)))
            .AddRow("p99, ms", Text(times.Percentile(99)))
            .AddRow("longest, ms", Text(times.Percentile(100)))
            .AddRow("edge's RSS, MB", Text(edge.ResidentMegabytes()));
    }

    private static string[] Row(string name, double[] figures) =>
        [name, .. figures.Select(Text), .. figures is [var edge, var peer] ? [Text(edge / peer)] : Array.Empty<string>()];

    private static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static string Text(double figure) => figure.ToString("0.000", CultureInfo.InvariantCulture);
}
