using System.CommandLine;
using System.Diagnostics;
using RvWeb.Dashboard;

namespace RvWeb.Bench.Exporting;

/// <summary>The dashboard in a process of its own, so that its memory can be told from the exporter's.</summary>
internal sealed class DashboardProcess : IAsyncDisposable
{
    private const string Verb = "dashboard-process";

    private readonly Process _process;

    private DashboardProcess(Process process, Uri pages, Uri otlp)
    {
        _process = process;
        Pages = pages;
        Otlp = otlp;
    }

    public int Id => _process.Id;

    /// <summary>Of all threads, those that have ended included.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public Uri Pages { get; }

    public Uri Otlp { get; }

    /// <summary>What the child runs: it tells its addresses and ends with its standard input.</summary>
    public static Command Create()
    {
        var verb = new Command(Verb, "Runs a dashboard until its input ends.") { Hidden = true };
        verb.SetAction(async (_, cancellationToken) =>
        {
            var options = new DashboardOptions { Port = 0, OtlpGrpcPort = 0, OtlpHttpPort = 0 };
            await using var server = await DashboardServer.StartAsync(options, new ResourceBoard(), cancellationToken);
            await Console.Out.WriteLineAsync($"{server.Url} {server.OtlpHttpUrl}".AsMemory(), cancellationToken);
            await Console.In.ReadToEndAsync(cancellationToken);
        });
        return verb;
    }

    public static async Task<DashboardProcess> StartAsync(CancellationToken cancellationToken)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Verb]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return line?.Split(' ') is [var pages, var otlp]
            ? new DashboardProcess(process, new Uri(pages), new Uri(otlp))
            : throw new InvalidOperationException($"The dashboard did not start; it said '{line}'.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
